// left-out.parquet: which pictures a data set was made without, and the test face that each of them shows again. Rows are those of the data
// set that it was made from.
import { join } from "node:path";
import { type Split, splits } from "../datasets/sample-table.ts";
import { readParquet, writeParquet } from "../project/parquet.ts";
import type { NearDuplicate } from "./data-check.ts";

const columns = {
  row: "BIGINT",
  file: "VARCHAR",
  split: "VARCHAR",
  label: "SMALLINT",
  shows_row: "BIGINT",
  shows_file: "VARCHAR",
  shows_label: "SMALLINT",
  distance: "SMALLINT",
  likeness: "FLOAT",
  is_mirrored: "SMALLINT",
  is_exact: "SMALLINT",
} as const;

const pathOf = (datasetDirectory: string) => join(datasetDirectory, "left-out.parquet");

/** Durable. @param leftOut  each shows a test face again */
export async function writeLeftOut(datasetDirectory: string, leftOut: readonly NearDuplicate[]): Promise<void> {
  await writeParquet(pathOf(datasetDirectory), columns, {
    row: leftOut.map(({ picture }) => picture.row),
    file: leftOut.map(({ picture }) => picture.file),
    split: leftOut.map(({ picture }) => picture.split),
    label: leftOut.map(({ picture }) => picture.label),
    shows_row: leftOut.map(({ known }) => known.row),
    shows_file: leftOut.map(({ known }) => known.file),
    shows_label: leftOut.map(({ known }) => known.label),
    distance: leftOut.map(({ distance }) => distance),
    likeness: leftOut.map(({ likeness }) => likeness),
    is_mirrored: leftOut.map(({ isMirrored }) => Number(isMirrored)),
    is_exact: leftOut.map(({ isExact }) => Number(isExact)),
  });
}

/** In the order in which they were written. @throws InputError when the file is damaged */
export async function readLeftOut(datasetDirectory: string): Promise<NearDuplicate[]> {
  const read = await readParquet(pathOf(datasetDirectory), columns);
  return read.file.map((file, index) => ({
    picture: { split: splitOf(read.split[index]!), row: read.row[index]!, file, label: read.label[index]! },
    known: { split: "test", row: read.shows_row[index]!, file: read.shows_file[index]!, label: read.shows_label[index]! },
    distance: read.distance[index]!,
    likeness: read.likeness[index]!,
    isMirrored: read.is_mirrored[index] === 1,
    isExact: read.is_exact[index] === 1,
  }));
}

const splitOf = (word: string): Split => splits[splits.indexOf(word as Split)] ?? "pool";
