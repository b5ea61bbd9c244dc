// The data sets that a project was pointed at: folders as they lie on disk, by whom they are read, and what was found in them. They are
// looked at, not taken: a data set of the project is made of them later (datasets.ts).
import { z } from "zod";
import { OtherReader, SetReading } from "../contract/set-views.ts";
import { setNames } from "../datasets/set-reader.ts";
import type { Sql } from "./sql.ts";

export const KnownSetRecord = z.object({
  id: z.string(),
  /** Absolute, without links; a folder is known once. */
  directory: z.string().min(1),
  reader: z.enum(setNames),
  others: z.array(OtherReader),
  /** The latest first, one for all choices that were made. */
  readings: z.array(SetReading).min(1),
});
export type KnownSetRecord = z.infer<typeof KnownSetRecord>;

export class KnownSetTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Adds it, or puts it in the place of the one with its id. */
  put(record: KnownSetRecord): void {
    const json = JSON.stringify(KnownSetRecord.parse(record));
    const sentence =
      "INSERT INTO known_sets (id, record, created) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET record = excluded.record";
    this.#sql.run(sentence, record.id, json, new Date().toISOString());
  }

  remove(id: string): void {
    this.#sql.run("DELETE FROM known_sets WHERE id = ?", id);
  }

  get(id: string): KnownSetRecord | undefined {
    const row = this.#sql.first("SELECT record FROM known_sets WHERE id = ?", id);
    return row && this.#sql.parse(KnownSetRecord, row.record, `the known set ${id}`);
  }

  /** Newest first. */
  all(): KnownSetRecord[] {
    return this.#sql
      .all("SELECT id, record FROM known_sets ORDER BY created DESC, rowid DESC")
      .map((row) => this.#sql.parse(KnownSetRecord, row.record, `the known set ${row.id}`));
  }
}
