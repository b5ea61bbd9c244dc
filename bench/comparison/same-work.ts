// Both sides must have done the same work, or their times say nothing. Pure.
import type { Precision } from "../../core/recipe.ts";
import type { Work } from "./rows.ts";

/**
 * Of a training or distillation, the relative differences that losses may have, one after the other: the first is a forward pass, the second one whole
 * update, and rounding drives later ones apart. Of an epoch, its mean losses. Of an extraction, norm(a - b) / norm(b) of everything.
 */
const tolerances: Record<Work, readonly number[]> = {
  training: [1e-4, 1e-3],
  start: [1e-4],
  extraction: [1e-4],
  distillation: [1e-4, 1e-3],
  epoch: [0.03, 0.1],
};
/** bfloat16 has 8 bits of mantissa where float32 has 24. */
const coarser: Record<Precision, number> = { float32: 1, bfloat16: 300 };

/** @throws Error naming the first number that differs */
export function requireSameWork(work: Work, precision: Precision, ours: readonly number[], theirs: readonly number[]): void {
  const allowed = tolerances[work].map((tolerance) => tolerance * coarser[precision]);
  const errors = work === "extraction" ? [relativeError(ours, theirs)] : allowed.map((_, i) => relativeError([ours[i]!], [theirs[i]!]));
  for (const [index, error] of errors.entries()) {
    if (ours.length === theirs.length && error <= allowed[index]!) continue;
    throw new Error(
      `The two sides did not do the same work: ${work} differs by ${error.toExponential(1)} (${shown(ours)} and ${shown(theirs)}).`,
    );
  }
}

/** norm(a - b) / norm(b); of different lengths, or with what is no number, NaN. */
export function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [difference, size] = [0, 0];
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    difference += (a[index]! - b[index]!) ** 2;
    size += b[index]! ** 2;
  }
  return difference === 0 ? 0 : Math.sqrt(difference / size);
}

const shown = (values: readonly number[]) => `${values.slice(0, 3).map((value) => value.toPrecision(6))}`;
