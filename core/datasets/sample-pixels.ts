// Faces of a data set as a network sees them, from the one cache file of their form. A bad picture among them stops the work with the
// line that names it, because leaving it out would change the experiment without a word; in the pool, mining skips and counts it.
import { promises } from "node:fs";
import { dirname, join } from "node:path";
import type { DatasetLocation, TaskContext } from "../compute/protocol.ts";
import type { PixelForm } from "../images/decode.ts";
import { decodeAhead } from "../images/decode-ahead.ts";
import { type FacePlace, faceBytesOf, fingerprintOf } from "../images/face-place.ts";
import { inputErrorOfPicture } from "../images/picture-error.ts";
import { PixelCache } from "../images/pixel-cache.ts";
import { type PictureRoots, picturePathOf } from "./picture-roots.ts";
import type { SampleTable } from "./sample-table.ts";

const batchSize = 64;
/** Left free for what the run itself writes: weights and checkpoints. */
const reservedBytes = 2 ** 30;

/** Bytes that are free where a folder lies; null where the system cannot say. */
export type FreeBytes = (folder: string) => Promise<number | null>;

/** The samples of a data set, known by its digest (dataset.json). */
export interface Samples {
  dataset: DatasetLocation;
  digest: string;
  table: SampleTable;
}

/**
 * Decodes the rows that the cache of this form lacks and adds them to it; reports the phase "decode". Where the disk has no room for
 * them, a note says so, and each is decoded whenever it is read.
 *
 * @param rows  each once
 * @returns where the face of rows[index] lies
 * @throws InputError with labels.csv, line and mend for the first picture that cannot be decoded; WorkbenchError `disk-full`
 */
export async function preparePixels(
  { dataset: { datasetDirectory, roots }, digest, table }: Samples,
  rows: Uint32Array,
  form: PixelForm,
  { report, signal }: Pick<TaskContext, "report" | "signal">,
  freeBytes: FreeBytes = freeBytesOf,
): Promise<(index: number) => FacePlace> {
  const files = filesOf(table, rows);
  const pictureOf = (index: number) => picturePathOf(roots, files[index]!);
  const path = join(datasetDirectory, `pixels-${form.size}x${form.size}x${form.channels}.cache`);
  const cache = await PixelCache.open(path, digest, form, rows);
  const missing = positionsOfZeros(cache.offsets);
  const needed = cache.bytesFor(missing.length);
  const room = missing.length > 0 ? await freeBytes(datasetDirectory) : null;
  const isRoomy = room === null || needed <= room - reservedBytes;
  if (!isRoomy) report({ type: "note", text: noteOfRoom(path, needed, room) });

  const part = new PartInTheMaking(cache, form);
  for await (const batch of decodeAhead(missing.length, (number) => pictureOf(missing[number]!), { ...form, batchSize, signal })) {
    const failure = batch.failures[0];
    if (failure) {
      const index = missing[failure.index]!;
      throw inputErrorOfPicture(failure.error, files[index]!, ...listOf(roots, table.line[rows[index]!]!));
    }
    const positions = missing.subarray(batch.first, batch.end);
    if (isRoomy) await part.add(positions, batch.pixels);
    else rememberFingerprints(cache, positions, batch.pixels);
    report({ type: "progress", phase: "decode", done: rows.length - missing.length + batch.end, total: rows.length });
  }
  await part.finish();
  const { offsets, fingerprints } = cache;
  return (index) => ({
    picture: pictureOf(index),
    fingerprint: fingerprints[index]!,
    cache: offsets[index] ? { path, offset: offsets[index]! } : null,
  });
}

/** Where the row of a picture is mended: a line of labels.csv, or the folders that a data set was put together from. */
function listOf(roots: PictureRoots, line: number): [file: string, line: number | undefined] {
  const only = roots[""];
  return only === undefined ? [Object.values(roots).join(", "), undefined] : [join(dirname(only), "labels.csv"), line];
}

/** A function of its own: whoever keeps a place would keep the whole table with it. */
const filesOf = (table: SampleTable, rows: Uint32Array): string[] => Array.from(rows, (row) => table.files[row]!);

/** Faces collected until they are a part of the cache. */
class PartInTheMaking {
  readonly #cache: PixelCache;
  readonly #faceBytes: number;
  #positions: number[] = [];
  #pixels: Uint8Array[] = [];

  constructor(cache: PixelCache, form: PixelForm) {
    this.#cache = cache;
    this.#faceBytes = faceBytesOf(form);
  }

  async add(positions: Uint32Array, pixels: Uint8Array): Promise<void> {
    this.#positions.push(...positions);
    this.#pixels.push(pixels);
    if (this.#positions.length >= this.#cache.facesPerPart) await this.finish();
  }

  async finish(): Promise<void> {
    if (this.#positions.length === 0) return;
    const pixels = new Uint8Array(this.#positions.length * this.#faceBytes);
    let to = 0;
    for (const batch of this.#pixels) {
      pixels.set(batch, to);
      to += batch.length;
    }
    await this.#cache.append(this.#positions, pixels);
    this.#positions = [];
    this.#pixels = [];
  }
}

function rememberFingerprints({ fingerprints }: PixelCache, positions: Uint32Array, pixels: Uint8Array): void {
  const length = pixels.length / positions.length;
  for (const [face, position] of positions.entries()) {
    fingerprints[position] = fingerprintOf(pixels.subarray(face * length, (face + 1) * length));
  }
}

function positionsOfZeros(offsets: Float64Array): Uint32Array {
  const positions = new Uint32Array(offsets.length);
  let count = 0;
  for (let position = 0; position < offsets.length; position++) if (offsets[position] === 0) positions[count++] = position;
  return positions.slice(0, count);
}

function noteOfRoom(path: string, needed: number, room: number): string {
  const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
  return (
    `Pictures are decoded again in every epoch, because their disk has no room for ${path}: ` +
    `it needs ${gigabytes(needed)} besides ${gigabytes(reservedBytes)} kept for the run, and ${gigabytes(room)} are free.`
  );
}

/** Electron 22's Node has no statfs; a disk that fills is then found while writing. */
async function freeBytesOf(folder: string): Promise<number | null> {
  if (!promises.statfs) return null;
  const { bavail, bsize } = await promises.statfs(folder);
  return bavail * bsize;
}
