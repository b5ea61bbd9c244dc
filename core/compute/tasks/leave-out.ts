// The task that makes a data set of another one's pictures but those that show a test face again. Another data set, not a mark in the same
// one: whatever is trained, mined, distilled or measured belongs to one list of pictures, known by its digest, and nothing that works with
// a data set has to know of pictures that do not count. Test pictures stay, or results could not be compared with those of others.
import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { type DatasetRecord, readDatasetRecord, writeDatasetRecord } from "../../datasets/dataset-record.ts";
import { readDiskStamp, writeDiskStamp } from "../../datasets/disk-stamp.ts";
import {
  countByClass,
  readSampleTable,
  rowsOf,
  type SampleTable,
  type Split,
  tableOfRows,
  writeSampleTable,
} from "../../datasets/sample-table.ts";
import { InputError, WorkbenchError } from "../../errors.ts";
import { checkTable } from "../../hygiene/check-table.ts";
import type { DataCheck, NearDuplicate } from "../../hygiene/data-check.ts";
import { writeLeftOut } from "../../hygiene/left-out-file.ts";
import { hashesOfRows, keepHashes, type PictureHashes, pictureHashes } from "../../hygiene/picture-hashes.ts";
import { hasPoints } from "../../images/picture-address.ts";
import type { DatasetLocation, LeaveOutResult, LeaveOutTask, TaskContext } from "../protocol.ts";

/** What is left of a table once nothing of it shows a test face again. */
interface Left {
  table: SampleTable;
  counts: DatasetRecord["counts"];
  hashed: PictureHashes;
  check: DataCheck;
  /** By rows of the whole table, in their order. */
  leftOut: NearDuplicate[];
}

/**
 * Phases: hash (what no check has read), compare, look, recheck (what is left). dataset.json comes last: where it lies, the data set is whole.
 *
 * @throws InputError when nothing would be left of a class of anchors, or of the pool; WorkbenchError `not-found` when nothing shows a test
 *   face again
 */
export async function leaveOut({ dataset, datasetDirectory }: LeaveOutTask, context: TaskContext): Promise<LeaveOutResult> {
  const [whole, record] = await Promise.all([readSampleTable(dataset.datasetDirectory), readDatasetRecord(dataset.datasetDirectory)]);
  const { table, counts, hashed, check, leftOut } = await leftOf(dataset, whole, record, context);
  if (leftOut.length === 0) throw new WorkbenchError("not-found", "No picture of the anchor set or the pool shows a test face again.");
  requireEnough(dataset, record, whole, { table, counts });

  const digest = digestWithout(record.digest, leftOut);
  const made = { ...record, digest, counts, poolCount: rowsOf(table, "pool").length };
  await mkdir(datasetDirectory, { recursive: true });
  await writeSampleTable(datasetDirectory, table);
  await writeLeftOut(datasetDirectory, leftOut);
  await keepHashes(datasetDirectory, hashed);
  // As it was at the import, though it has the pictures that were left out too: a look now could take changed files for those.
  const disk = await readDiskStamp(dataset.datasetDirectory);
  if (disk) await writeDiskStamp(datasetDirectory, disk);
  await writeDatasetRecord(datasetDirectory, made);

  const { classes, hasGroups, roots, licences = {}, stamp } = made;
  const countOf = (pairs: NearDuplicate[], split: Split) => pairs.filter(({ picture }) => picture.split === split).length;
  const upright = leftOut.filter(({ picture }) => hasPoints(whole.files[picture.row]!));
  return {
    ...{ classes, digest, counts, poolCount: made.poolCount, hasGroups, roots, licences },
    ...(disk && stamp !== undefined && { stamp }),
    leftOut: { anchor: countOf(leftOut, "anchor"), pool: countOf(leftOut, "pool") },
    leftOutUpright: { anchor: countOf(upright, "anchor"), pool: countOf(upright, "pool") },
    check,
  };
}

/**
 * Checks what is left until it shows no test face again. The first time finds them all, but for pictures that had too many near hashes to
 * look at each of them; the last one is the check of the new data set.
 */
async function leftOf(dataset: DatasetLocation, whole: SampleTable, record: DatasetRecord, context: TaskContext): Promise<Left> {
  const all = await pictureHashes(dataset, whole, context);
  let kept = Uint32Array.from({ length: whole.count }, (_, row) => row);
  let [table, hashed, counts] = [whole, all, record.counts];
  const leftOut: NearDuplicate[] = [];
  for (let pass = 0; ; pass++) {
    const { check, found } = await checkTable(dataset, { table, counts, hashed }, pass === 0 ? context : asRecheck(context));
    const again = found.filter(({ known }) => known.split === "test");
    if (again.length === 0) return { table, counts, hashed, check, leftOut: leftOut.sort((a, b) => a.picture.row - b.picture.row) };
    for (const pair of again) leftOut.push(inWhole(pair, kept));
    const gone = new Set(again.map(({ picture }) => picture.row));
    kept = kept.filter((_, row) => !gone.has(row));
    table = tableOfRows(whole, kept);
    hashed = hashesOfRows(all, kept);
    counts = countByClass(table, record.classes.length);
  }
}

/** The rows of a pair, as they are in the whole table. */
const inWhole = (pair: NearDuplicate, kept: Uint32Array): NearDuplicate => ({
  ...pair,
  picture: { ...pair.picture, row: kept[pair.picture.row]! },
  known: { ...pair.known, row: kept[pair.known.row]! },
});

const asRecheck = (context: TaskContext): TaskContext => ({
  ...context,
  report: (event) => {
    if (event.type === "progress" && event.phase === "compare") context.report({ ...event, phase: "recheck" });
  },
});

/** A class without anchors has no centroid, and without a pool nothing is mined. */
function requireEnough(
  { roots }: DatasetLocation,
  { classes, counts: before }: DatasetRecord,
  whole: SampleTable,
  { table, counts }: Pick<Left, "table" | "counts">,
): void {
  const emptied = [
    ...classes.filter((_, index) => before.anchor[index]! > 0 && counts.anchor[index] === 0).map((name) => `anchor of ${name}`),
    ...(rowsOf(whole, "pool").length > 0 && rowsOf(table, "pool").length === 0 ? ["picture of the pool"] : []),
  ];
  if (emptied.length === 0) return;
  throw new InputError({
    file: Object.values(roots).join(", "),
    found: `no ${emptied.join(", no ")} that does not show a test face again`,
    expected: "at least one of each",
    mend: "Take another anchor set or pool, or another test set: these two are the same pictures.",
  });
}

/** The same pictures left out of the same data set are the same data set again. */
function digestWithout(digest: string, leftOut: readonly NearDuplicate[]): string {
  const hash = createHash("sha256").update(`${digest}\nwithout\n`);
  for (const { picture } of leftOut) hash.update(`${picture.row}\n`); // rows of what the other digest stands for
  return hash.digest("hex");
}
