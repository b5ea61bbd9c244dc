// A mined pool on disk as it grows: a part is written, then pool.json vouches for it. After a crash mining goes on behind the last
// part that is vouched for; whatever else lies in the folder is not part of the pool.
import { promises } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { writeDurably } from "../project/durable.ts";
import { writeParquet } from "../project/parquet.ts";
import { type MinedImages, PoolPart } from "./pool-part.ts";
import { partName, poolPartSpec, poolParts } from "./pool-parts.ts";

/** Rows that a part holds at most; fewer when they take longer than `partSeconds`, so that a crash costs no more work than that. */
const partRows = 16_384;
const partSeconds = 10;
/** Skipped images that are listed; all are counted. */
const listedSkips = 1000;

const Skip = z.object({ row: z.int().min(0), file: z.string(), reason: z.string() });
export type Skip = z.infer<typeof Skip>;

/** Version 1. */
const PoolRecord = z.object({
  version: z.literal(1),
  /** What the pool follows from; another identity starts over. */
  identity: z.string(),
  classes: z.array(z.string()),
  /** Images of the pool that are done, mined or skipped, in the order of samples.parquet. */
  done: z.int().min(0),
  rowCount: z.int().min(0),
  parts: z.array(z.object({ file: z.string(), rowCount: z.int().min(0), digest: z.string() })),
  skipped: z.array(Skip).max(listedSkips),
  skippedCount: z.int().min(0),
  spent: z.object({ wallSeconds: z.number(), cpuSeconds: z.number() }),
  /** Seconds of decoding and scoring pool images, without what comes before. */
  poolSeconds: z.number(),
});
export type PoolRecord = z.infer<typeof PoolRecord>;

export class PoolWriter {
  readonly #directory: string;
  readonly #clock: () => number;
  #record: PoolRecord;
  #part: PoolPart;
  #partBegun: number;
  /** Of the part that fills; they join the record with it. */
  #partSkips: Skip[] = [];
  #done: number;

  private constructor(directory: string, record: PoolRecord, clock: () => number) {
    this.#directory = directory;
    this.#clock = clock;
    this.#record = record;
    this.#part = new PoolPart(record.classes);
    this.#partBegun = clock();
    this.#done = record.done;
  }

  /**
   * Opens a pool's folder to go on where it stands, or from the start when it is empty or of another identity.
   *
   * @param clock  seconds; a test gives its own
   */
  static async open(
    directory: string,
    identity: string,
    classes: readonly string[],
    clock = () => performance.now() / 1000,
  ): Promise<PoolWriter> {
    await promises.mkdir(directory, { recursive: true });
    const record = (await readRecord(directory, identity)) ?? emptyRecord(identity, classes);
    await removeOtherParts(directory, record);
    return new PoolWriter(directory, record, clock);
  }

  /** What is safe on the disk. */
  get record(): PoolRecord {
    return this.#record;
  }

  /** Images done, those of the part that fills included. */
  get done(): number {
    return this.#done;
  }

  get isPartFull(): boolean {
    return this.#part.rowCount >= partRows || this.#clock() - this.#partBegun >= partSeconds;
  }

  /** From here on the time counts: for the length of a part, and as seconds spent on pool images. */
  beginPart(): void {
    this.#part = new PoolPart(this.#record.classes);
    this.#partSkips = [];
    this.#partBegun = this.#clock();
  }

  /** @param done  images of the pool that are done with this batch */
  add(done: number, images: MinedImages, skips: readonly Skip[]): void {
    this.#part.add(images);
    this.#partSkips.push(...skips);
    this.#done = done;
  }

  /** Writes what has been added since the last part; a part without rows is not written, only recorded. */
  async finishPart(spent: PoolRecord["spent"]): Promise<void> {
    const { rowCount } = this.#part;
    const record = this.#record;
    const parts = [...record.parts];
    if (rowCount > 0) {
      const file = partName(parts.length);
      const { digest } = await writeParquet(join(this.#directory, file), poolPartSpec(record.classes), this.#part.columns());
      parts.push({ file, rowCount, digest });
    }
    this.#record = {
      ...record,
      done: this.#done,
      rowCount: record.rowCount + rowCount,
      parts,
      skipped: [...record.skipped, ...this.#partSkips].slice(0, listedSkips),
      skippedCount: record.skippedCount + this.#partSkips.length,
      spent,
      poolSeconds: record.poolSeconds + this.#clock() - this.#partBegun,
    };
    await writeDurably(recordPath(this.#directory), `${JSON.stringify(this.#record, null, 2)}\n`);
    this.beginPart();
  }
}

const recordPath = (directory: string): string => join(directory, "pool.json");

const emptyRecord = (identity: string, classes: readonly string[]): PoolRecord => ({
  version: 1,
  identity,
  classes: [...classes],
  done: 0,
  rowCount: 0,
  parts: [],
  skipped: [],
  skippedCount: 0,
  spent: { wallSeconds: 0, cpuSeconds: 0 },
  poolSeconds: 0,
});

/** null when there is none of this identity, or it cannot be read: the pool can be mined again. */
async function readRecord(directory: string, identity: string): Promise<PoolRecord | null> {
  try {
    const record = PoolRecord.parse(JSON.parse(await promises.readFile(recordPath(directory), "utf8")));
    return record.identity === identity ? record : null;
  } catch (error) {
    const isReadError = "code" in (error as object) && (error as NodeJS.ErrnoException).code !== "ENOENT";
    if (isReadError) throw error;
    return null;
  }
}

/** A part that a crash left behind its record would be counted twice. */
async function removeOtherParts(directory: string, { parts }: PoolRecord): Promise<void> {
  const known = new Set(parts.map(({ file }) => file));
  for (const path of await poolParts(directory)) if (!known.has(basename(path))) await promises.rm(path);
}
