// Pretrained weights that a project holds: each is a safetensors file in our names and layout, and the report of its import. They
// never change; the same file imported twice is one entry.
import { z } from "zod";
import { ImportReport } from "../networks/weights/import-report.ts";
import type { Sql } from "./sql.ts";

export const WeightsRecord = z.object({
  id: z.string(),
  /** Name of the file that they came from. */
  name: z.string(),
  /** SHA-256 of that file. */
  sourceDigest: z.string(),
  /** SHA-256 of weights.safetensors in the folder of the entry. */
  digest: z.string(),
  report: ImportReport,
});
export type WeightsRecord = z.infer<typeof WeightsRecord>;

export class WeightsTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  add(record: WeightsRecord): void {
    this.#sql.run(
      "INSERT INTO weights (id, record, created) VALUES (?, ?, ?)",
      record.id,
      JSON.stringify(WeightsRecord.parse(record)),
      new Date().toISOString(),
    );
  }

  remove(id: string): void {
    this.#sql.run("DELETE FROM weights WHERE id = ?", id);
  }

  get(id: string): WeightsRecord | undefined {
    const row = this.#sql.first("SELECT record FROM weights WHERE id = ?", id);
    return row && this.#sql.parse(WeightsRecord, row.record, `weights ${id}`);
  }

  /** Newest first. */
  all(): WeightsRecord[] {
    return this.#sql
      .all("SELECT id, record FROM weights ORDER BY created DESC, rowid DESC")
      .map((row) => this.#sql.parse(WeightsRecord, row.record, `weights ${row.id}`));
  }
}
