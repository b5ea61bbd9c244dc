// Decoded pictures of a data set in one file, so that only the first run decodes. It grows, which no standard format does: a page
// that names data set, decoding and form, then parts. A part is a head (mark, count, SHA-256 of its index), the index (row and
// fingerprint of each face) and the pixels. The head is written when all else is on the disk: a crash loses the part in the making.
import { createHash } from "node:crypto";
import { promises } from "node:fs";
import { type DurableFileSystem, writeDurably } from "../project/durable.ts";
import { fileSystemError } from "../project/file-system-error.ts";
import type { PixelForm } from "./decode.ts";
import { faceBytesOf, fingerprintOf } from "./face-place.ts";

/** Counts the ways in which pictures were turned into pixels; a change of decoding or resizing makes older files void. */
const decoding = "1";
const pageBytes = 4096;
const partMark = "part";
/** Mark, count, digest, and zeros up to a multiple of 16. */
const headBytes = 48;
/** Row (4 bytes) and fingerprint (8). */
const entryBytes = 12;
/** Pixels of a part: some thousand small faces, or 50 of 224 x 224 in colour. */
const partBytes = 8 * 1024 * 1024;

export class PixelCache {
  readonly path: string;
  /** Faces of a part. */
  readonly facesPerPart: number;
  /** [rows] where a face's pixels begin in the file; 0 where it does not have them. */
  readonly offsets: Float64Array;
  /** [rows] of the pixels, where they are known. */
  readonly fingerprints: BigUint64Array;
  readonly #rows: Uint32Array;
  readonly #faceBytes: number;
  readonly #page: Buffer;
  readonly #fileSystem: DurableFileSystem;
  /** End of the last whole part; 0 without a file. */
  #end = 0;

  private constructor(path: string, digest: string, form: PixelForm, rows: Uint32Array, fileSystem: DurableFileSystem) {
    this.path = path;
    this.#rows = rows;
    this.#faceBytes = faceBytesOf(form);
    this.facesPerPart = Math.max(1, Math.floor(partBytes / this.#faceBytes));
    this.offsets = new Float64Array(rows.length);
    this.fingerprints = new BigUint64Array(rows.length);
    this.#page = pageOf(digest, form);
    this.#fileSystem = fileSystem;
  }

  /**
   * Looks up which of these rows the file has. One that is missing, damaged, or of another data set or form has none: it is removed,
   * and the first `append` makes it anew. Parts behind a damaged one count as lost.
   *
   * @param digest  of the data set (dataset.json)
   * @param rows    of samples.parquet, each once; everything here goes by their positions in this list
   */
  static async open(
    path: string,
    digest: string,
    form: PixelForm,
    rows: Uint32Array,
    fileSystem: DurableFileSystem = promises,
  ): Promise<PixelCache> {
    const cache = new PixelCache(path, digest, form, rows, fileSystem);
    // Whatever keeps the file from being read, it can be made again: a cache is never worth an error.
    await cache.#readIndex().catch(() => undefined);
    if (cache.#end === 0) await fileSystem.rm(path, { force: true });
    return cache;
  }

  /** Bytes that `count` faces more will take. */
  bytesFor(count: number): number {
    const parts = Math.ceil(count / this.facesPerPart);
    return (this.#end === 0 ? pageBytes : 0) + parts * headBytes + count * (entryBytes + this.#faceBytes);
  }

  /**
   * Adds faces as one part; they are on the disk when it returns.
   *
   * @param positions  of their rows
   * @param pixels     [positions.length, size, size, channels]
   * @throws WorkbenchError `disk-full` or `read-only` with the path; the file then ends with its last whole part
   */
  async append(positions: ArrayLike<number>, pixels: Uint8Array): Promise<void> {
    const at = this.#end || pageBytes;
    const pixelsAt = at + headBytes + positions.length * entryBytes;
    const index = Buffer.alloc(positions.length * entryBytes);
    for (let face = 0; face < positions.length; face++) {
      const fingerprint = fingerprintOf(pixels.subarray(face * this.#faceBytes, (face + 1) * this.#faceBytes));
      index.writeUInt32LE(this.#rows[positions[face]!]!, face * entryBytes);
      index.writeBigUInt64LE(fingerprint, face * entryBytes + 4);
    }
    try {
      if (this.#end === 0) await writeDurably(this.path, this.#page, this.#fileSystem);
      await this.#writePart(at, index, pixels);
    } catch (error) {
      throw fileSystemError(error, this.path);
    }
    for (let face = 0; face < positions.length; face++) {
      this.offsets[positions[face]!] = pixelsAt + face * this.#faceBytes;
      this.fingerprints[positions[face]!] = index.readBigUInt64LE(face * entryBytes + 4);
    }
    this.#end = pixelsAt + pixels.length;
  }

  async #writePart(at: number, index: Buffer, pixels: Uint8Array): Promise<void> {
    const file = await this.#fileSystem.open(this.path, "r+");
    try {
      await file.truncate(at); // what a crash left behind the last whole part
      await writeWhole(file, index, at + headBytes);
      await writeWhole(file, pixels, at + headBytes + index.length);
      await file.datasync();
      await writeWhole(file, headOf(index), at);
      await file.datasync();
    } catch (error) {
      await file.truncate(at).catch(() => undefined); // gives a full disk its room back; the first error is the one worth telling
      throw error;
    } finally {
      await file.close();
    }
  }

  async #readIndex(): Promise<void> {
    const file = await this.#fileSystem.open(this.path, "r");
    try {
      const { size } = await file.stat();
      if (!(await readBytes(file, 0, pageBytes)).equals(this.#page)) return;
      const positionOf = positionsByRow(this.#rows);
      for (let end: number | null = pageBytes; end !== null; end = await this.#readPart(file, end, size, positionOf)) this.#end = end;
    } finally {
      await file.close();
    }
  }

  /** Enters the faces of a part. @returns its end; null where no whole part begins */
  async #readPart(file: promises.FileHandle, at: number, size: number, positionOf: Int32Array): Promise<number | null> {
    if (at + headBytes > size) return null;
    const head = await readBytes(file, at, headBytes);
    const count = head.readUInt32LE(partMark.length);
    const pixelsAt = at + headBytes + count * entryBytes;
    const end = pixelsAt + count * this.#faceBytes;
    if (count === 0 || end > size) return null;
    const index = await readBytes(file, at + headBytes, count * entryBytes);
    if (!headOf(index).equals(head)) return null;
    for (let face = 0; face < count; face++) {
      const position = positionOf[index.readUInt32LE(face * entryBytes)] ?? -1;
      if (position < 0) continue;
      this.offsets[position] = pixelsAt + face * this.#faceBytes;
      this.fingerprints[position] = index.readBigUInt64LE(face * entryBytes + 4);
    }
    return end;
  }
}

function pageOf(digest: string, { size, channels }: PixelForm): Buffer {
  const page = Buffer.alloc(pageBytes, " ");
  page.write(JSON.stringify({ format: "omnifer pixels 1", dataset: digest, decoding, size, channels }));
  page.write("\n", pageBytes - 1);
  return page;
}

function headOf(index: Buffer): Buffer {
  const head = Buffer.alloc(headBytes);
  head.write(partMark);
  head.writeUInt32LE(index.length / entryBytes, partMark.length);
  createHash("sha256")
    .update(index)
    .digest()
    .copy(head, partMark.length + 4);
  return head;
}

/** [largest row + 1] position of a row; -1 where it is not among them. */
function positionsByRow(rows: Uint32Array): Int32Array {
  const positions = new Int32Array(rows.reduce((largest, row) => Math.max(largest, row), -1) + 1).fill(-1);
  for (let position = 0; position < rows.length; position++) positions[rows[position]!] = position;
  return positions;
}

async function readBytes(file: promises.FileHandle, at: number, count: number): Promise<Buffer> {
  const bytes = Buffer.alloc(count);
  const { bytesRead } = await file.read(bytes, 0, count, at);
  return bytes.subarray(0, bytesRead);
}

async function writeWhole(file: promises.FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}
