// A calibration on disk: one Parquet file a fold while it grows, calibration.json to go on from after a crash, and anchors.parquet
// at the end, in the columns of a pool part plus the truth.
import { promises } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { writeDurably } from "../project/durable.ts";
import { readParquet, writeParquet } from "../project/parquet.ts";
import { type MinedImages, PoolPart } from "./pool-part.ts";
import { poolPartSpec } from "./pool-parts.ts";

export const calibrationSpec = (classes: readonly string[]) =>
  ({ ...poolPartSpec(classes), true_label: "SMALLINT", fold: "SMALLINT" }) as const;

/** Version 1. */
const CalibrationRecord = z.object({
  version: z.literal(1),
  /** What the scores follow from; another identity starts over. */
  identity: z.string(),
  foldsDone: z.int().min(0),
  imagesSeen: z.int().min(0),
  updateSeconds: z.number(),
  spent: z.object({ wallSeconds: z.number(), cpuSeconds: z.number() }),
});
export type CalibrationRecord = z.infer<typeof CalibrationRecord>;

const foldPath = (directory: string, fold: number): string => join(directory, `fold-${String(fold).padStart(2, "0")}.parquet`);
const recordPath = (directory: string): string => join(directory, "calibration.json");

/** Writes the scores of a fold; the record that vouches for them comes after. */
export async function writeFold(
  directory: string,
  fold: number,
  classes: readonly string[],
  batches: readonly MinedImages[],
  trueLabels: readonly number[],
): Promise<void> {
  const part = new PoolPart(classes);
  for (const batch of batches) part.add(batch);
  const columns = { ...part.columns(), true_label: trueLabels, fold: new Array<number>(trueLabels.length).fill(fold) };
  await writeParquet(foldPath(directory, fold), calibrationSpec(classes), columns);
}

/** All folds in one table, fold after fold. @returns its rows */
export async function joinFolds(directory: string, folds: number, classes: readonly string[]): Promise<number> {
  const spec = calibrationSpec(classes);
  const paths = Array.from({ length: folds }, (_, fold) => foldPath(directory, fold));
  const columns = await readParquet(paths, spec);
  await writeParquet(join(directory, "anchors.parquet"), spec, columns);
  return columns.row.length;
}

export async function writeCalibrationRecord(directory: string, record: CalibrationRecord): Promise<void> {
  await writeDurably(recordPath(directory), `${JSON.stringify(record, null, 2)}\n`);
}

/** The record of this identity, or a new one: whatever cannot be read can be made again. */
export async function readCalibrationRecord(directory: string, identity: string): Promise<CalibrationRecord> {
  const fresh: CalibrationRecord = {
    version: 1,
    identity,
    foldsDone: 0,
    imagesSeen: 0,
    updateSeconds: 0,
    spent: { wallSeconds: 0, cpuSeconds: 0 },
  };
  const text = await promises.readFile(recordPath(directory), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  const record = CalibrationRecord.safeParse(text === null ? null : parsedOrNull(text));
  return record.success && record.data.identity === identity ? record.data : fresh;
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
