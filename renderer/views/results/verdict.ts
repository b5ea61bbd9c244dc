// What the paired difference allows one to say. "Helped" always means against the control, never against the primitive learner.
import type { PairedInterval } from "../../../core/distillation/distillation-view.ts";
import { formatPoints } from "../../format.ts";
import { strings } from "../../strings.ts";

export type Verdict = "helped" | "did-not-help" | "cannot-tell";

/** An interval that holds zero says nothing, however large the difference looks. */
export function verdictOf({ low, high }: Pick<PairedInterval, "low" | "high">): Verdict {
  if (low > 0) return "helped";
  return high < 0 ? "did-not-help" : "cannot-tell";
}

/** The plain sentence below the verdict. */
export function sentenceOfDifference(difference: Pick<PairedInterval, "difference" | "low" | "high">): string {
  const verdict = verdictOf(difference);
  if (verdict === "cannot-tell") return strings.results.sentences[verdict](formatPoints(difference.low), formatPoints(difference.high));
  return strings.results.sentences[verdict]((Math.abs(difference.difference) * 100).toFixed(1));
}
