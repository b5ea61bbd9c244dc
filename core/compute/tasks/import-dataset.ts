// The import task: reads and checks a folder of images with labels.csv, decodes its anchors and tests once, and writes the table
// that everything else starts from.
import { basename } from "node:path";
import { type FolderDataset, readFolderCsv } from "../../datasets/folder-csv.ts";
import { drawnLicence } from "../../datasets/licence.ts";
import { labelsCsv } from "../../datasets/readers/labels-csv.ts";
import { rowsOf } from "../../datasets/sample-table.ts";
import { readGeneratorStamp } from "../../datasets/synthetic/generator-stamp.ts";
import type { ImportResult, ImportTask, TaskContext } from "../protocol.ts";
import { finishImport } from "./finish-import.ts";

/**
 * Phases: read (rows of labels.csv, whose number is not known before: total 0), decode (anchors and tests). dataset.json comes last: where
 * it lies, the import was whole.
 *
 * @throws InputError for the first fault of the folder, or of an anchor or test picture
 */
export async function importDataset(task: ImportTask, context: TaskContext): Promise<ImportResult> {
  const { sourceDirectory, datasetDirectory } = task;
  const reportRows = (done: number) => context.report({ type: "progress", phase: "read", done, total: 0 });
  const dataset = await readFolderCsv(sourceDirectory, task.classes, reportRows, context.signal);
  for (const text of remarksOn(dataset)) context.report({ type: "note", text });

  const generator = await readGeneratorStamp(sourceDirectory);
  const licences = { "": generator ? drawnLicence : { title: basename(sourceDirectory), ...labelsCsv.licence } };
  return finishImport({ ...dataset, licences, generator }, datasetDirectory, context);
}

/** What does not stop an import, and yet its owner should know. */
function remarksOn({ missingInPool, notes, hasGroups, table }: FolderDataset): string[] {
  const remarks = [...notes];
  const { count, firstLines } = missingInPool;
  const lines = `line ${firstLines.join(", ")}${count > firstLines.length ? ", ..." : ""}`;
  if (count > 0) remarks.push(`Images missing from the pool: ${count}. They are left out (labels.csv, ${lines}).`);
  const alone = hasGroups ? rowsOf(table, "anchor").filter((row) => table.person[row] === -1).length : 0;
  if (alone > 0) remarks.push(`Anchors without a person in groups.csv: ${alone}. Each counts as a person of its own.`);
  return remarks;
}
