// What each unit of the paper's tables has made so far (core/reproduction/units.ts): kept with the project and not with a job, because
// tables share units, and what one table has run another one does not run again.
import { z } from "zod";
import { Selection } from "../recipe.ts";
import type { Sql } from "./sql.ts";

const Id = z.string().optional();

export const UnitMade = z.object({
  datasetId: Id,
  primitiveRunId: Id,
  poolId: Id,
  calibrationId: Id,
  selection: Selection.optional(),
  vasRunId: Id,
  controlRunId: Id,
  distillationId: Id,
  /** The retraining of a comparison that was begun last. */
  comparedRunId: Id,
  dasRunId: Id,
  dasControlRunId: Id,
  evaluationId: Id,
});
export type UnitMade = z.infer<typeof UnitMade>;

export class ReproductionUnitTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Empty for a unit that was never begun. */
  get(key: string): UnitMade {
    const row = this.#sql.first("SELECT made FROM reproduction_units WHERE key = ?", key);
    return row ? this.#sql.parse(UnitMade, row.made, `a unit "${key}"`) : {};
  }

  /** Committed when it returns. */
  remember(key: string, made: UnitMade): void {
    this.#sql.run(
      "INSERT INTO reproduction_units (key, made) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET made = excluded.made",
      key,
      JSON.stringify(UnitMade.parse(made)),
    );
  }
}
