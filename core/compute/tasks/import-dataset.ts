// The import task: reads and checks a folder of images with labels.csv, decodes its anchors and tests once, and writes the table
// that everything else starts from.
import { mkdir } from "node:fs/promises";
import { writeDatasetRecord } from "../../datasets/dataset-record.ts";
import { type FolderDataset, readFolderCsv } from "../../datasets/folder-csv.ts";
import { preparePixels } from "../../datasets/sample-pixels.ts";
import { labelledRows, rowsOf, type SampleTable, type Split, writeSampleTable } from "../../datasets/sample-table.ts";
import { readGeneratorStamp } from "../../datasets/synthetic/generator-stamp.ts";
import type { ImportResult, ImportTask, TaskContext } from "../protocol.ts";

/** What the compact network takes; a network of another form decodes again when it first trains. */
const commonForm = { size: 48, channels: 1 } as const;

/**
 * Phases: read (rows of labels.csv, whose number is not known before), decode (anchors and tests). dataset.json comes last: where
 * it lies, the import was whole.
 *
 * @throws InputError for the first fault of the folder, or of an anchor or test picture
 */
export async function importDataset(task: ImportTask, context: TaskContext): Promise<ImportResult> {
  const { sourceDirectory, datasetDirectory } = task;
  const reportRows = (done: number) => context.report({ type: "progress", phase: "read", done, total: done });
  const dataset = await readFolderCsv(sourceDirectory, task.classes, reportRows, context.signal);
  for (const text of remarksOn(dataset)) context.report({ type: "note", text });

  const { table, digest, hasGroups, roots } = dataset;
  await mkdir(datasetDirectory, { recursive: true });
  await writeSampleTable(datasetDirectory, table);
  const anchorsAndTests = Uint32Array.from([labelledRows(table, "anchor"), labelledRows(table, "test")].flatMap((rows) => [...rows]));
  await preparePixels({ dataset: { datasetDirectory, roots }, digest, table }, anchorsAndTests, commonForm, context);

  const classes = [...dataset.classes];
  const countsOf = (split: Split) => countByClass(table, labelledRows(table, split), classes.length);
  const counts = { anchor: countsOf("anchor"), pool: countsOf("pool"), test: countsOf("test") };
  const poolCount = rowsOf(table, "pool").length;
  const generator = await readGeneratorStamp(sourceDirectory);
  const found = { classes, digest, counts, poolCount, hasGroups, roots };
  await writeDatasetRecord(datasetDirectory, { version: 1, ...found, generator });
  return found;
}

function countByClass({ label }: SampleTable, rows: Uint32Array, classCount: number): number[] {
  const counts = new Array<number>(classCount).fill(0);
  for (const row of rows) counts[label[row]!]!++;
  return counts;
}

/** What does not stop an import, and yet its owner should know. */
function remarksOn({ missingInPool, strayGroups, hasGroups, table }: FolderDataset): string[] {
  const remarks: string[] = [];
  if (missingInPool > 0) remarks.push(`Images missing from the pool: ${missingInPool}. Mining will skip them.`);
  if (strayGroups > 0) remarks.push(`Images that groups.csv names and labels.csv does not: ${strayGroups}. They are ignored.`);
  const alone = hasGroups ? rowsOf(table, "anchor").filter((row) => table.person[row] === -1).length : 0;
  if (alone > 0) remarks.push(`Anchors without a person in groups.csv: ${alone}. Each counts as a person of its own.`);
  return remarks;
}
