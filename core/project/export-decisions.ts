// Decisions of the user to show pictures in an exported file although their licences do not let them be shown. Kept for good: whoever asks
// later why a face stands in a paper finds who decided what, and when.
import { LicenceDecision } from "../contract/figure-views.ts";
import type { Sql } from "./sql.ts";

/** `file` is the name of one in exports/, or a path outside. */
const ExportDecision = LicenceDecision.omit({ created: true });

export class ExportDecisionTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  add(decision: Omit<LicenceDecision, "created">): void {
    const json = JSON.stringify(ExportDecision.parse(decision));
    this.#sql.run("INSERT INTO export_decisions (decision, created) VALUES (?, ?)", json, new Date().toISOString());
  }

  /** Newest first. */
  all(): LicenceDecision[] {
    return this.#sql.all("SELECT decision, created FROM export_decisions ORDER BY id DESC").map(({ decision, created }) => ({
      ...this.#sql.parse(ExportDecision, decision, "a decision about an export"),
      created: String(created),
    }));
  }
}
