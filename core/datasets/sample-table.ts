// The table of a data set's images, by column: what import made of labels.csv. The row number names an image everywhere.
import { join } from "node:path";
import { readParquet, writeParquet } from "../project/parquet.ts";

/** SampleTable.split holds an index into this list. */
export const splits = ["anchor", "pool", "test"] as const;
export type Split = (typeof splits)[number];

/** One entry a row of samples.parquet in each column. */
export interface SampleTable {
  count: number;
  /** Relative to the images folder, with forward slashes. */
  files: string[];
  /** Index into `splits`. */
  split: Uint8Array;
  /** Class index; -1 where the pool has none. Anchors and tests always have one. */
  label: Int16Array;
  /** Group for person-disjoint folds; -1 where groups.csv is absent or does not name the file. */
  person: Int32Array;
  /** Frames of one film have the same number; -1 for a photograph. */
  sequence: Int32Array;
  /** Line of labels.csv, for error messages. */
  line: Uint32Array;
}

const sampleColumns = {
  row: "BIGINT",
  file: "VARCHAR",
  split: "VARCHAR",
  label: "SMALLINT",
  person: "INTEGER",
  sequence: "INTEGER",
  line: "INTEGER",
} as const;
/** Tables of older versions have no such column. */
const absentColumns = { sequence: -1 };

const tablePath = (datasetDirectory: string) => join(datasetDirectory, "samples.parquet");

/** @throws InputError when samples.parquet is damaged, WorkbenchError `not-found` when it is missing */
export async function readSampleTable(datasetDirectory: string): Promise<SampleTable> {
  const path = tablePath(datasetDirectory);
  const { file, split, label, person, sequence, line } = await readParquet(path, sampleColumns, absentColumns);
  // A plain loop: Uint8Array.from with a function stopped the engine for half a second at 5.8 million rows.
  const splitIndex = new Uint8Array(file.length);
  for (let row = 0; row < splitIndex.length; row++) splitIndex[row] = splits.indexOf(split[row] as Split);
  return { count: file.length, files: file, split: splitIndex, label, person, sequence, line: new Uint32Array(line) };
}

/** Writes samples.parquet durably; the rows are numbered in the order of the table. */
export async function writeSampleTable(datasetDirectory: string, table: SampleTable): Promise<void> {
  await writeParquet(tablePath(datasetDirectory), sampleColumns, {
    row: Float64Array.from({ length: table.count }, (_, row) => row),
    file: table.files,
    split: Array.from(table.split, (index) => splits[index]!),
    label: table.label,
    person: table.person,
    sequence: table.sequence,
    line: table.line,
  });
}

/** Rows of a split, ascending. */
export function rowsOf(table: SampleTable, split: Split): Uint32Array {
  const wanted = splits.indexOf(split);
  const rows = new Uint32Array(table.count);
  let count = 0;
  for (let row = 0; row < table.count; row++) if (table.split[row] === wanted) rows[count++] = row;
  return rows.slice(0, count);
}

/** Rows of a split that have a label, ascending; of anchors and tests that is all of them. */
export const labelledRows = (table: SampleTable, split: Split): Uint32Array => rowsOf(table, split).filter((row) => table.label[row]! >= 0);

/** Labelled pictures by class, of each split. */
export function countByClass(table: SampleTable, classCount: number): Record<Split, number[]> {
  const countsOf = (split: Split) => {
    const counts = new Array<number>(classCount).fill(0);
    for (const row of labelledRows(table, split)) counts[table.label[row]!]!++;
    return counts;
  };
  return { anchor: countsOf("anchor"), pool: countsOf("pool"), test: countsOf("test") };
}

/** Some rows of a table, numbered anew in their order. */
export const tableOfRows = (table: SampleTable, rows: Uint32Array): SampleTable => ({
  count: rows.length,
  files: Array.from(rows, (row) => table.files[row]!),
  split: Uint8Array.from(rows, (row) => table.split[row]!),
  label: Int16Array.from(rows, (row) => table.label[row]!),
  person: Int32Array.from(rows, (row) => table.person[row]!),
  sequence: Int32Array.from(rows, (row) => table.sequence[row]!),
  line: Uint32Array.from(rows, (row) => table.line[row]!),
});
