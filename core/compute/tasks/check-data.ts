// The task that checks a data set before its results are believed: near duplicates and persons across its parts, pictures that cannot be
// read, classes that are rare. It changes nothing and leaves nothing out.

import { readDatasetRecord } from "../../datasets/dataset-record.ts";
import { readSampleTable } from "../../datasets/sample-table.ts";
import { checkTable } from "../../hygiene/check-table.ts";
import type { DataCheck } from "../../hygiene/data-check.ts";
import { pictureHashes } from "../../hygiene/picture-hashes.ts";
import type { CheckDataTask, TaskContext } from "../protocol.ts";

/** Phases: hash (all pictures), compare, look. */
export async function checkData({ dataset }: CheckDataTask, context: TaskContext): Promise<DataCheck> {
  const [table, { counts }] = await Promise.all([readSampleTable(dataset.datasetDirectory), readDatasetRecord(dataset.datasetDirectory)]);
  const hashed = await pictureHashes(dataset, table, context);
  const { check } = await checkTable(dataset, { table, counts, hashed }, context);
  return check;
}
