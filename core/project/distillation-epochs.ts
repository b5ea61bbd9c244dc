// The outer epochs of distillations, as they come.
import { DistillationEpoch } from "../distillation/distillation-view.ts";
import type { Sql } from "./sql.ts";

export class DistillationEpochTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** An epoch that is told again after a resume takes the place of its first telling. */
  add(distillationId: string, metrics: DistillationEpoch): void {
    const json = JSON.stringify(metrics);
    const insert = "INSERT OR REPLACE INTO distillation_epochs (distillation_id, epoch, metrics) VALUES (?, ?, ?)";
    this.#sql.run(insert, distillationId, metrics.epoch, json);
  }

  /** In ascending order. */
  of(distillationId: string): DistillationEpoch[] {
    const rows = this.#sql.all("SELECT metrics FROM distillation_epochs WHERE distillation_id = ? ORDER BY epoch", distillationId);
    return rows.map((row) => this.#sql.parse(DistillationEpoch, row.metrics, `an epoch of distillation ${distillationId}`));
  }
}
