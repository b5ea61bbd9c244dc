// The data sets of a project, as import found them.
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { DatasetSummary } from "../contract/dataset-summary.ts";
import { SetLicences } from "../datasets/licence.ts";
import { PictureRoots, withRoots } from "../datasets/picture-roots.ts";
import type { Sql, SqlRow } from "./sql.ts";

export const DatasetRecord = z.preprocess(
  withRoots,
  DatasetSummary.extend({
    classes: z.array(z.string()),
    /** The folders that the `file` column of samples.parquet is relative to. */
    roots: PictureRoots,
    /** By the keys of `roots`; absent where the import was of a version that did not ask. */
    licences: SetLicences.optional(),
    /** Digest of how its files lay on the disk; absent likewise. */
    stamp: z.string().optional(),
  }),
);
export type DatasetRecord = z.infer<typeof DatasetRecord>;

export class DatasetTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  add(record: DatasetRecord): void {
    const json = JSON.stringify(DatasetRecord.parse(record));
    this.#sql.run("INSERT INTO datasets (id, record, created) VALUES (?, ?, ?)", record.id, json, new Date().toISOString());
  }

  /** The pictures lie elsewhere now, or were written again with the same rows; nothing else of a data set ever changes. */
  importAgain(id: string, where: Pick<DatasetRecord, "roots" | "licences" | "stamp">): void {
    const { roots, licences, stamp } = where;
    const record = { ...this.get(id), roots, licences, stamp };
    if (isDeepStrictEqual(this.get(id), record)) return;
    const json = JSON.stringify(DatasetRecord.parse(record));
    this.#sql.run("UPDATE datasets SET record = ? WHERE id = ?", json, id);
  }

  get(id: string): DatasetRecord | undefined {
    const row = this.#sql.first("SELECT record FROM datasets WHERE id = ?", id);
    return row && this.#read(row);
  }

  /** Newest first. */
  all(): DatasetRecord[] {
    return this.#sql.all("SELECT record FROM datasets ORDER BY created DESC, rowid DESC").map((row) => this.#read(row));
  }

  #read(row: SqlRow): DatasetRecord {
    return this.#sql.parse(DatasetRecord, row.record, "a data set");
  }
}
