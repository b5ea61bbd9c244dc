// HDF5, as far as files of weights go. Neither library would do: h5wasm 0.10.3 runs libhdf5, which hung on 4 of 1,500 damaged files,
// gives whatever was in memory when a read fails, and cannot be required from CommonJS; jsfive 0.4.2 hung on 2, takes 17 seconds
// and 2.5 GB for 480 MB, and stops at external links. This reader spends the budget of the file at every step, reads in
// place, and has no code that could open another file.
import type { Budget } from "../budget.ts";
import { type ByteSource, byteOf, partOf, readBytes, requireInside, viewOf } from "../byte-source.ts";
import { weightFault } from "../weight-fault.ts";

/** What HDF5 writes for no address. */
export const noAddress = Number(0xffff_ffff_ffff_ffffn);

const signature = Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a);
/** The signature may follow a block of the user's; MATLAB keeps its own header there. */
const possiblePlaces = [0, 512, 1024, 2048];

/** The bytes that addresses count in, and the budget of the file. */
export interface Hdf5File {
  bytes: ByteSource;
  budget: Budget;
  /** Object header of the root group. */
  rootAddress: number;
}

/** Where the signature stands, or null. */
export function hdf5SignatureAt(source: ByteSource): number | null {
  return possiblePlaces.find((place) => place + 8 <= source.size && hasSignature(source, place)) ?? null;
}

/** @throws InputError when it is no HDF5, or was cut off */
export function openHdf5(source: ByteSource, budget: Budget): Hdf5File {
  const start = hdf5SignatureAt(source);
  if (start === null) throw weightFault(source.file, { found: "no HDF5 signature", expected: "one in the first bytes" });
  const fromSignature = partOf(source, start, source.size - start, source.part);
  const superblock = new MetadataReader({ bytes: fromSignature, budget, rootAddress: 0 }, 8);
  const version = superblock.uint8();
  const { base, end, rootAddress } = version <= 1 ? oldSuperblock(superblock, version) : newSuperblock(superblock, version);
  if (end > source.size) {
    throw weightFault(source.file, { found: `${source.size} bytes`, expected: `the ${end} bytes that the file had when it was written` });
  }
  const bytes = base === start ? fromSignature : partOf(source, base, source.size - base, source.part);
  return { bytes, budget, rootAddress };
}

function oldSuperblock(reader: MetadataReader, version: number) {
  reader.skip(4); // versions of three structures, one byte unused
  requireWidths(reader);
  reader.skip(1 + 2 + 2 + 4 + (version === 1 ? 4 : 0)); // node sizes and flags
  const base = reader.uint64();
  reader.skip(8);
  const end = reader.uint64();
  reader.skip(8 + 8); // driver block; name of the root
  return { base, end, rootAddress: reader.uint64() };
}

function newSuperblock(reader: MetadataReader, version: number) {
  if (version > 3) throw reader.fault(`superblock version ${version}`, "0 to 3");
  requireWidths(reader);
  reader.skip(1);
  const base = reader.uint64();
  reader.skip(8);
  const end = reader.uint64();
  return { base, end, rootAddress: reader.uint64() };
}

function requireWidths(reader: MetadataReader): void {
  const [offsets, lengths] = [reader.uint8(), reader.uint8()];
  if (offsets !== 8 || lengths !== 8) throw reader.fault(`addresses of ${offsets} and lengths of ${lengths} bytes`, "8 bytes each");
}

function hasSignature(source: ByteSource, place: number): boolean {
  const bytes = readBytes(source, place, signature.length);
  return signature.every((byte, index) => bytes[index] === byte);
}

/** Reads the numbers of one structure; every structure counts as an item of the budget. */
export class MetadataReader {
  readonly #view: DataView;
  #position = 0;

  /** @param length  bytes to read at once; the numbers must lie within */
  constructor(
    readonly file: Hdf5File,
    readonly address: number,
    length = Math.min(512, Math.max(0, file.bytes.size - address)),
  ) {
    file.budget.count();
    requireInside(file.bytes, address, length);
    this.#view = viewOf(length <= 512 ? readBytes(file.bytes, address, length) : this.#allocated(length));
  }

  #allocated(length: number): Uint8Array {
    const bytes = this.file.budget.allocate(length, byteOf(this.file.bytes, this.address));
    this.file.bytes.fill(bytes, this.address);
    return bytes;
  }

  /** Within the structure. */
  get position(): number {
    return this.#position;
  }

  /** Address of the next byte. */
  get here(): number {
    return this.address + this.#position;
  }

  get remaining(): number {
    return this.#view.byteLength - this.#position;
  }

  uint8(): number {
    return this.#view.getUint8(this.#take(1));
  }

  uint16(): number {
    return this.#view.getUint16(this.#take(2), true);
  }

  uint32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  /** Exact to 2^53, which is past the end of any file; no address stays `noAddress`. */
  uint64(): number {
    return Number(this.#view.getBigUint64(this.#take(8), true));
  }

  /** A number of 1, 2, 4 or 8 bytes: a width that is stored as its logarithm. */
  uint(width: number): number {
    if (width === 1) return this.uint8();
    if (width === 2) return this.uint16();
    return width === 4 ? this.uint32() : this.uint64();
  }

  bytes(length: number): Uint8Array {
    const start = this.#take(length);
    return new Uint8Array(this.#view.buffer, this.#view.byteOffset + start, length);
  }

  skip(length: number): void {
    this.#take(length);
  }

  expect(text: string): void {
    const found = Buffer.from(this.bytes(text.length)).toString("latin1");
    if (found !== text) throw this.fault("other bytes", `a structure that begins with ${text}`);
  }

  fault(found: string, expected: string, mend?: string): Error {
    return weightFault(this.file.budget.file, { place: byteOf(this.file.bytes, this.here), found, expected, mend });
  }

  #take(length: number): number {
    const start = this.#position;
    if (!(length >= 0 && length <= this.remaining)) throw this.fault("the end of a structure", `${length} bytes more`);
    this.#position += length;
    return start;
  }
}
