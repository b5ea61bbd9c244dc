// What the classifier says of the anchors that it was trained on, kept beside the pool: the pass that makes the centroids has it anyway,
// and Ada-CM's thresholds may be made of it where nobody waited for out-of-fold anchors.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readParquet, writeParquet } from "../project/parquet.ts";
import type { AnchorColumns } from "./calibration.ts";
import type { ClassifierVerdicts } from "./verdict.ts";

const columnsSpec = { row: "BIGINT", true_label: "SMALLINT", classifier_label: "SMALLINT", confidence: "FLOAT" } as const;

const pathIn = (poolDirectory: string): string => join(poolDirectory, "anchors.parquet");

export async function writeAnchorScores(
  poolDirectory: string,
  rows: ArrayLike<number>,
  labels: Uint8Array,
  { classifierLabels, confidences }: ClassifierVerdicts,
): Promise<void> {
  await writeParquet(pathIn(poolDirectory), columnsSpec, {
    row: Array.from(rows),
    true_label: Array.from(labels),
    classifier_label: Array.from(classifierLabels),
    confidence: confidences,
  });
}

export const hasAnchorScores = (poolDirectory: string): boolean => existsSync(pathIn(poolDirectory));

/** Under the confidence rule; null for a pool of an earlier version, which kept none. */
export async function readAnchorScores(poolDirectory: string): Promise<AnchorColumns | null> {
  if (!hasAnchorScores(poolDirectory)) return null;
  const columns = await readParquet(pathIn(poolDirectory), columnsSpec);
  return { trueLabels: columns.true_label, labels: Uint8Array.from(columns.classifier_label), values: columns.confidence };
}
