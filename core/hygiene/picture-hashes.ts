// The hashes of all pictures of a data set, kept beside it part by part, so that a second check is quick and one that was cut short goes
// on. A picture that cannot be read is named, and tried again at the next check; a part that cannot be read is made anew.
import { createHash } from "node:crypto";
import { promises } from "node:fs";
import { join } from "node:path";
import type { DatasetLocation, TaskContext } from "../compute/protocol.ts";
import { picturePathOf } from "../datasets/picture-roots.ts";
import type { SampleTable } from "../datasets/sample-table.ts";
import { decodeInThread } from "../images/decoding-thread.ts";
import { readPicture } from "../images/picture-bytes.ts";
import { PictureError } from "../images/picture-error.ts";
import { type ColumnsOf, readParquet, writeParquet } from "../project/parquet.ts";
import type { Hashes } from "./near-duplicates.ts";
import { hashedSize, perceptualHash } from "./perceptual-hash.ts";

export interface PictureHashes {
  /** [N, 2] perceptual hashes, a row of samples.parquet each; zeros where `faults` has the row. */
  hashes: Hashes;
  /** [N, 2] the first 64 bits of SHA-256 of what the picture's address names. */
  digests: Uint32Array;
  /** Why a row could not be read. */
  faults: Map<number, string>;
}

/** Some four seconds of work: a crash costs no more. */
const partRows = 16_384;
const batchSize = 256;

/** The halves as signed numbers, as Parquet's whole numbers are; an empty `fault` is none. */
const columns = {
  row: "BIGINT",
  hash_high: "INTEGER",
  hash_low: "INTEGER",
  digest_high: "INTEGER",
  digest_low: "INTEGER",
  fault: "VARCHAR",
} as const;
type Part = ColumnsOf<typeof columns>;

/** The name counts the ways of hashing: another way finds none of its parts. */
const partPath = (folder: string, part: number) => join(folder, `hashes-1-${String(part).padStart(5, "0")}.parquet`);

/** Hashes what no earlier check has hashed; reports the phase "hash". @throws what `signal` holds when it is aborted */
export async function pictureHashes(dataset: DatasetLocation, table: SampleTable, context: TaskContext): Promise<PictureHashes> {
  const folder = join(dataset.datasetDirectory, "hashes");
  await promises.mkdir(folder, { recursive: true });
  const all: PictureHashes = {
    hashes: new Uint32Array(2 * table.count),
    digests: new Uint32Array(2 * table.count),
    faults: new Map(),
  };
  const report = (done: number) => context.report({ type: "progress", phase: "hash", done, total: table.count });
  report(0);
  for (let part = 0; part * partRows < table.count; part++) {
    const first = part * partRows;
    const count = Math.min(partRows, table.count - first);
    const path = partPath(folder, part);
    const hashed = (await readPart(path, first, count)) ?? emptyPart(first, count);
    const before = hashed.fault.join("\n");
    await hashMissing(hashed, dataset, table, context, report);
    if (hashed.fault.join("\n") !== before) await writeParquet(path, columns, hashed);
    enter(all, hashed, first);
    report(first + count);
    await context.breathe();
    context.signal.throwIfAborted();
  }
  return all;
}

/** The hashes of some rows, numbered anew in their order. */
export function hashesOfRows({ hashes, digests, faults }: PictureHashes, rows: Uint32Array): PictureHashes {
  const halvesOf = (all: Uint32Array) =>
    Uint32Array.from({ length: 2 * rows.length }, (_, half) => all[2 * rows[half >> 1]! + (half & 1)]!);
  const faultsOfRows = new Map<number, string>();
  for (const [place, row] of rows.entries()) if (faults.has(row)) faultsOfRows.set(place, faults.get(row)!);
  return { hashes: halvesOf(hashes), digests: halvesOf(digests), faults: faultsOfRows };
}

/** Keeps hashes beside another data set of the same pictures, which would have to read them all again. */
export async function keepHashes(datasetDirectory: string, { hashes, digests, faults }: PictureHashes): Promise<void> {
  const folder = join(datasetDirectory, "hashes");
  await promises.mkdir(folder, { recursive: true });
  const rowCount = hashes.length / 2;
  for (let part = 0; part * partRows < rowCount; part++) {
    const first = part * partRows;
    const kept = emptyPart(first, Math.min(partRows, rowCount - first));
    for (const place of kept.row.keys()) {
      const row = first + place;
      kept.hash_high[place] = hashes[2 * row]!; // the typed array makes them signed
      kept.hash_low[place] = hashes[2 * row + 1]!;
      kept.digest_high[place] = digests[2 * row]!;
      kept.digest_low[place] = digests[2 * row + 1]!;
      kept.fault[place] = faults.get(row) ?? "";
    }
    await writeParquet(partPath(folder, part), columns, kept);
  }
}

const notYet = "not read yet";

function emptyPart(first: number, count: number): Part {
  const whole = () => new Int32Array(count);
  return {
    row: Float64Array.from({ length: count }, (_, index) => first + index),
    hash_high: whole(),
    hash_low: whole(),
    digest_high: whole(),
    digest_low: whole(),
    fault: new Array<string>(count).fill(notYet),
  };
}

/** null where it is not there, or cannot be read, or is not of these rows: whatever keeps it from being read, it can be made again. */
async function readPart(path: string, first: number, count: number): Promise<Part | null> {
  const part = await readParquet(path, columns).catch(() => null);
  return part?.row.length === count && part.row[0] === first ? part : null;
}

/** Reads, digests and hashes the pictures of a part that have a fault, in place. */
async function hashMissing(
  part: Part,
  { roots }: DatasetLocation,
  table: SampleTable,
  { signal, breathe }: TaskContext,
  report: (done: number) => void,
): Promise<void> {
  const missing = Array.from(part.row.keys()).filter((place) => part.fault[place] !== "");
  if (missing.length === 0) return; // a thread would be started for nothing
  const pathOf = (index: number) => picturePathOf(roots, table.files[part.row[missing[index]!]!]!);
  const form = { size: hashedSize, channels: 1, batchSize, signal } as const;
  for await (const { indices, pixels, failures, end } of decodeInThread(missing.length, pathOf, form)) {
    for (const { index, error } of failures) part.fault[missing[index]!] = error.reason;
    for (const [number, index] of indices.entries()) {
      const grey = pixels.subarray(number * hashedSize ** 2, (number + 1) * hashedSize ** 2);
      hashPicture(part, missing[index]!, pathOf(index), grey);
    }
    report(part.row[missing[end - 1]!]! + 1);
    await breathe();
  }
}

function hashPicture(part: Part, place: number, address: string, grey: Uint8Array): void {
  try {
    const { bytes, cut } = readPicture(address);
    // Two faces of one photograph are two pictures, though their bytes are the same.
    const digest = createHash("sha256").update(bytes).update(JSON.stringify(cut)).digest();
    const { high, low } = perceptualHash(grey);
    part.hash_high[place] = high;
    part.hash_low[place] = low;
    part.digest_high[place] = digest.readInt32BE(0);
    part.digest_low[place] = digest.readInt32BE(4);
    part.fault[place] = "";
  } catch (error) {
    if (!(error instanceof PictureError)) throw error;
    part.fault[place] = error.reason; // it went away since it was decoded
  }
}

function enter({ hashes, digests, faults }: PictureHashes, part: Part, first: number): void {
  for (const [place, fault] of part.fault.entries()) {
    const row = first + place;
    if (fault !== "") {
      faults.set(row, fault);
      continue;
    }
    hashes[2 * row] = part.hash_high[place]!; // the typed array makes them unsigned
    hashes[2 * row + 1] = part.hash_low[place]!;
    digests[2 * row] = part.digest_high[place]!;
    digests[2 * row + 1] = part.digest_low[place]!;
  }
}
