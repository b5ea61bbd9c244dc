// The selection (delta, rule, cap; Eq. 5) of each pool. It is changed through history.ts, so that every change can be undone.
import { Selection } from "../recipe.ts";
import type { Sql } from "./sql.ts";

export class SelectionTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** The saved selection of a pool; undefined before one was chosen. */
  get(poolId: string): Selection | undefined {
    const row = this.#sql.first("SELECT selection FROM selections WHERE pool_id = ?", poolId);
    return row && this.#sql.parse(Selection, row.selection, `a selection of pool ${poolId}`);
  }

  /** Saves the first selection of a pool, which mining chose: there is nothing to undo yet. */
  set(poolId: string, selection: Selection): void {
    const json = JSON.stringify(Selection.parse(selection));
    this.#sql.run(
      "INSERT INTO selections (pool_id, selection) VALUES (?, ?) ON CONFLICT (pool_id) DO UPDATE SET selection = excluded.selection",
      poolId,
      json,
    );
  }
}
