// Decisions of the user to show pictures in an exported file although their licences do not let them be shown. Kept for good: whoever asks
// later why a face stands in a paper finds who decided what, and when.
import { z } from "zod";
import { Licence } from "../datasets/licence.ts";
import type { Sql } from "./sql.ts";

export const ExportDecision = z.object({
  /** What the file shows: "Fig. 2". */
  content: z.string(),
  /** Name of a file in exports/, or a path outside. */
  file: z.string(),
  /** Those that do not let their pictures be shown. */
  licences: z.array(Licence.extend({ title: z.string() })).min(1),
});
export type ExportDecision = z.infer<typeof ExportDecision>;

export class ExportDecisionTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  add(decision: ExportDecision): void {
    const json = JSON.stringify(ExportDecision.parse(decision));
    this.#sql.run("INSERT INTO export_decisions (decision, created) VALUES (?, ?)", json, new Date().toISOString());
  }

  /** Newest first. @returns `created` in ISO 8601, UTC */
  all(): (ExportDecision & { created: string })[] {
    return this.#sql.all("SELECT decision, created FROM export_decisions ORDER BY id DESC").map(({ decision, created }) => ({
      ...this.#sql.parse(ExportDecision, decision, "a decision about an export"),
      created: String(created),
    }));
  }
}
