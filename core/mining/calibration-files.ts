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
  ({ ...poolPartSpec(classes), ...probabilityColumns(classes), true_label: "SMALLINT", fold: "SMALLINT" }) as const;

/** One softmax probability a class (Eq. 2); anchors.parquet of older versions has none. */
const probabilityColumns = (classes: readonly string[]): Record<string, "FLOAT"> =>
  Object.fromEntries(classes.map((name) => [probabilityColumn(name), "FLOAT"]));

const probabilityColumn = (className: string): string => `prob_${className}`;

/** Version 2; folds of version 1 have no probabilities. */
const CalibrationRecord = z.object({
  version: z.literal(2),
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
  const probabilities = classes.map((name, k) => {
    const ofClass = ({ verdicts, rows }: MinedImages) => rows.map((_, n) => verdicts.probabilities[n * classes.length + k]!);
    return [probabilityColumn(name), batches.flatMap(ofClass)] as const;
  });
  const columns = {
    ...part.columns(),
    ...Object.fromEntries(probabilities),
    true_label: trueLabels,
    fold: new Array<number>(trueLabels.length).fill(fold),
  };
  await writeParquet(foldPath(directory, fold), calibrationSpec(classes), columns);
}

/** All folds in one table, fold after fold. @returns its rows */
export async function joinFolds(directory: string, folds: number, classes: readonly string[]): Promise<number> {
  const spec = calibrationSpec(classes);
  const paths = Array.from({ length: folds }, (_, fold) => foldPath(directory, fold));
  const columns = await readParquet(paths, spec);
  await writeParquet(anchorsPath(directory), spec, columns);
  return columns.row.length;
}

/** Out-of-fold anchors with the probabilities of all classes. */
export interface AnchorProbabilities {
  /** [N] row of samples.parquet. */
  rows: Float64Array;
  /** [N] class of the label. */
  labels: Int16Array;
  /** [N, K] */
  probabilities: Float32Array;
}

/** @throws InputError where an older version made them, which kept the largest probability alone */
export async function readAnchorProbabilities(directory: string, classes: readonly string[]): Promise<AnchorProbabilities> {
  const path = anchorsPath(directory);
  const { row, true_label } = await readParquet(path, { row: "BIGINT", true_label: "SMALLINT" });
  const columns = await readParquet(path, probabilityColumns(classes));
  const probabilities = new Float32Array(row.length * classes.length);
  for (const [k, name] of classes.entries()) {
    const ofClass = columns[probabilityColumn(name)]!;
    for (let n = 0; n < row.length; n++) probabilities[n * classes.length + k] = ofClass[n]!;
  }
  return { rows: row, labels: true_label, probabilities };
}

const anchorsPath = (directory: string): string => join(directory, "anchors.parquet");

export async function writeCalibrationRecord(directory: string, record: CalibrationRecord): Promise<void> {
  await writeDurably(recordPath(directory), `${JSON.stringify(record, null, 2)}\n`);
}

/** The record of this identity, or a new one: whatever cannot be read can be made again. */
export async function readCalibrationRecord(directory: string, identity: string): Promise<CalibrationRecord> {
  const fresh: CalibrationRecord = {
    version: 2,
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
