// The second half of every import: decodes anchors and tests once, and writes the table that everything else starts from.
import { mkdir } from "node:fs/promises";
import { writeDatasetRecord } from "../../datasets/dataset-record.ts";
import { digestOfStamp, type LookedAtRoots, stampOf, writeDiskStamp } from "../../datasets/disk-stamp.ts";
import type { SetLicences } from "../../datasets/licence.ts";
import type { PictureRoots } from "../../datasets/picture-roots.ts";
import { preparePixels } from "../../datasets/sample-pixels.ts";
import { countByClass, labelledRows, rowsOf, type SampleTable, writeSampleTable } from "../../datasets/sample-table.ts";
import type { GeneratorStamp } from "../../datasets/synthetic/generator-stamp.ts";
import type { ImportResult, TaskContext } from "../protocol.ts";

/** What the compact network takes; a network of another form decodes again when it first trains. */
const commonForm = { size: 48, channels: 1 } as const;

export interface ReadDataset {
  classes: readonly string[];
  table: SampleTable;
  roots: PictureRoots;
  hasGroups: boolean;
  digest: string;
  licences: SetLicences;
  lookedAt: LookedAtRoots;
  /** What drew its pictures. */
  generator?: GeneratorStamp;
}

/**
 * Reports the phase "decode". dataset.json comes last: where it lies, the import was whole.
 *
 * @throws InputError for the first anchor or test picture that cannot be decoded
 */
export async function finishImport(dataset: ReadDataset, datasetDirectory: string, context: TaskContext): Promise<ImportResult> {
  const { table, digest, hasGroups, roots, licences, lookedAt, generator } = dataset;
  await mkdir(datasetDirectory, { recursive: true });
  await writeSampleTable(datasetDirectory, table);
  const disk = await stampOf(table.files, lookedAt, roots, context);
  await writeDiskStamp(datasetDirectory, disk);
  const anchorsAndTests = Uint32Array.from([labelledRows(table, "anchor"), labelledRows(table, "test")].flatMap((rows) => [...rows]));
  await preparePixels({ dataset: { datasetDirectory, roots }, digest, table }, anchorsAndTests, commonForm, context);

  const classes = [...dataset.classes];
  const counts = countByClass(table, classes.length);
  const found = {
    classes,
    digest,
    counts,
    poolCount: rowsOf(table, "pool").length,
    hasGroups,
    roots,
    licences,
    stamp: digestOfStamp(disk),
  };
  await writeDatasetRecord(datasetDirectory, { version: 1, ...found, ...(generator && { generator }) });
  return found;
}
