// The latest check of each data set. A check can be repeated at any time, so an earlier one is nothing worth keeping.
import { DataCheck } from "../hygiene/data-check.ts";
import type { Sql } from "./sql.ts";

export class DataCheckTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Takes the place of the data set's earlier check. */
  set(datasetId: string, check: DataCheck): void {
    this.#sql.run(
      "INSERT INTO data_checks (dataset_id, record, created) VALUES (?, ?, ?) " +
        "ON CONFLICT (dataset_id) DO UPDATE SET record = excluded.record, created = excluded.created",
      datasetId,
      JSON.stringify(DataCheck.parse(check)),
      new Date().toISOString(),
    );
  }

  /** `created` is ISO 8601, UTC. */
  get(datasetId: string): { check: DataCheck; created: string } | undefined {
    const row = this.#sql.first("SELECT record, created FROM data_checks WHERE dataset_id = ?", datasetId);
    return row && { check: this.#sql.parse(DataCheck, row.record, "a check of a data set"), created: String(row.created) };
  }
}
