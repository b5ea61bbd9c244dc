// What the difference to the control allows one to say. "Helped" is against the control, never against the primitive learner, and only
// where chance among all rows of the table is ruled out too.
import type { RowComparison, RowVerdict } from "../contract/table-views.ts";
import { signedPoints } from "./paired-interval.ts";

/** Of a table's comparisons together. */
const level = 0.05;

/** @param control  null where the control, or the row, has not been run */
export function rowVerdict(control: RowComparison | null): RowVerdict {
  if (control === null) return cannotTell("its control has not been run on the same pictures.");
  const { low, high, pairs, adjustedP, smallest } = control;
  if (pairs < 2) return cannotTell("it was run with one seed, and another one alone moves an accuracy by about a point.");
  const bySeeds = `95 %, ${pairs} seeds`;
  if (low === 0 && high === 0) return cannotTell("the two runs of each pair are right about equally many pictures, whichever are drawn.");
  const holdsZero = low <= 0 && high >= 0;
  if (holdsZero) {
    const least = smallest === null ? "" : `; a difference below ${(smallest * 100).toFixed(1)} points would mostly stay hidden here`;
    return cannotTell(`anything from ${signedPoints(low)} to ${signedPoints(high)} points (${bySeeds})${least}.`);
  }
  if (adjustedP === null || adjustedP >= level) {
    return cannotTell(
      `by itself ${signedPoints(low)} to ${signedPoints(high)} points (${bySeeds}), but not among all rows of the table (Holm: p = ${pText(adjustedP)}).`,
    );
  }
  const least = (Math.min(Math.abs(low), Math.abs(high)) * 100).toFixed(1);
  return low > 0
    ? { says: "helped", text: `Helped by at least ${least} points (${bySeeds}).` }
    : { says: "hurt", text: `Hurt by at least ${least} points (${bySeeds}).` };
}

const cannotTell = (why: string): RowVerdict => ({ says: "cannot-tell", text: `Nothing can be told: ${why}` });

export const pText = (p: number | null): string => (p === null ? "unknown" : p < 0.001 ? "below 0.001" : p.toFixed(3));
