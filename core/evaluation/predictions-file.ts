// predictions.parquet: what a network said of each test image, a row an image, in the folder of a run or of an evaluation.
import { join } from "node:path";
import { readParquet, writeParquet } from "../project/parquet.ts";

export interface Predictions {
  /** Row of samples.parquet, true class, predicted class and its softmax confidence, one entry a test image. */
  rows: Float64Array;
  labels: Int16Array;
  predicted: Int16Array;
  confidences: Float32Array;
}

const columns = { row: "BIGINT", label: "SMALLINT", predicted: "SMALLINT", confidence: "FLOAT" } as const;

const pathIn = (directory: string) => join(directory, "predictions.parquet");

/** Durable. @param directory  exists */
export async function writePredictions(
  directory: string,
  { rows, labels, predicted, confidences }: { [K in keyof Predictions]: ArrayLike<number> },
): Promise<void> {
  await writeParquet(pathIn(directory), columns, { row: rows, label: labels, predicted, confidence: confidences });
}

/** @throws InputError when the file is damaged, WorkbenchError `not-found` when it is missing */
export async function readPredictions(directory: string): Promise<Predictions> {
  const { row, label, predicted, confidence } = await readParquet(pathIn(directory), columns);
  return { rows: row, labels: label, predicted, confidences: confidence };
}
