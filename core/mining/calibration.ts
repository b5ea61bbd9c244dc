// Estimated precision of a selection, from out-of-fold anchors: each was scored by a network and centroids that had not seen it.
// It is an estimate on anchors, not on the pool, and whoever shows it says so. Pure: the engine asks it at every delta.
import type { AnchorPrecision } from "../contract/mining-views.ts";
import { InputError } from "../errors.ts";
import { stratifiedShare } from "../evaluation/statistics.ts";
import type { Selection } from "../recipe.ts";
import { gridDelta, stepAbove, thresholdOf } from "./delta-grid.ts";
import { ThresholdCounts } from "./threshold-counts.ts";

/** Out-of-fold anchors under one selection rule. */
export interface AnchorCalibration {
  anchors: ThresholdCounts;
  /** Those among them whose pseudo-label is their label. */
  right: ThresholdCounts;
  columns: AnchorColumns;
  folds: number;
  personDisjoint: boolean;
}

export interface AnchorColumns {
  /** [N] true class of each anchor. */
  trueLabels: ArrayLike<number>;
  /** [N] pseudo-label under the rule. */
  labels: Uint8Array;
  /** [N] margin or confidence. */
  values: Float32Array;
}

/** The anchors at these positions. */
export const anchorsAt = ({ trueLabels, labels, values }: AnchorColumns, positions: Uint32Array): AnchorColumns => ({
  trueLabels: Array.from(positions, (position) => trueLabels[position]!),
  labels: Uint8Array.from(positions, (position) => labels[position]!),
  values: Float32Array.from(positions, (position) => values[position]!),
});

export function calibrate(columns: AnchorColumns, classCount: number, how: { folds: number; personDisjoint: boolean }): AnchorCalibration {
  const { trueLabels, labels, values } = columns;
  const isRight = (_: number, i: number) => labels[i] === trueLabels[i];
  return {
    anchors: ThresholdCounts.ofColumns(values, labels, classCount),
    right: ThresholdCounts.ofColumns(values.filter(isRight), labels.filter(isRight), classCount),
    columns,
    ...how,
  };
}

/**
 * Precision of a selection: over the pseudo-label classes, share of the selection x precision of that class among the anchors above
 * the same threshold (of a capped class: above the threshold that the cap amounts to). 95 % interval: Wilson inside a class, MOVER
 * across; a class without such anchors adds its whole share as doubt, 0 to 1, and is left out of the point estimate.
 *
 * @param pool  counts of the pool under the same rule; anchors are counted from the next step of a delta off the grid
 * @returns precision null when nothing is selected or no anchor stands above the threshold
 */
export function estimatePrecision(selection: Selection, pool: ThresholdCounts, calibration: AnchorCalibration): AnchorPrecision {
  const { countByClass, total } = pool.countAt(selection);
  const cap = selection.capPerClass ?? Number.POSITIVE_INFINITY;
  const steps = countByClass.map((_, k) => Math.max(stepAbove(thresholdOf(selection, k)), pool.stepKeeping(k, cap)));
  return precisionAbove(steps, countByClass, total, calibration);
}

function precisionAbove(
  steps: readonly number[],
  countByClass: readonly number[],
  total: number,
  calibration: AnchorCalibration,
): AnchorPrecision {
  const { anchors, right, folds, personDisjoint } = calibration;
  const strata = countByClass.map((count, k) => ({
    weight: total === 0 ? 0 : count / total,
    successes: right.countFrom(k, steps[k]!),
    trials: anchors.countFrom(k, steps[k]!),
  }));
  const known = strata.filter(({ weight, trials }) => weight > 0 && trials > 0);
  const knownWeight = known.reduce((sum, { weight }) => sum + weight, 0);
  const anchorCount = known.reduce((sum, { trials }) => sum + trials, 0);
  const source = { anchorCount, folds, personDisjoint };
  if (knownWeight === 0) return { precision: null, low: 0, high: 1, ...source };
  const { estimate, low, high } = stratifiedShare(known.map((stratum) => ({ ...stratum, weight: stratum.weight / knownWeight })));
  return { precision: estimate, low: low * knownWeight, high: Math.min(1, high * knownWeight + 1 - knownWeight), ...source };
}

/** Fewer anchors above a threshold say nothing: 20 of 20 right still leave 84 % inside the interval. */
const leastAnchors = 20;

/**
 * The smallest delta of the grid, so the largest selection, whose estimated precision reaches `target`.
 *
 * @throws InputError that names the best reachable precision and its delta
 */
export function deltaForPrecision(target: number, pool: ThresholdCounts, calibration: AnchorCalibration): number {
  let best = { precision: -1, step: 0 };
  for (let step = 0; step < pool.stepCount; step++) {
    const countByClass = Array.from({ length: pool.classCount }, (_, k) => pool.countFrom(k, step));
    const steps = countByClass.map(() => step);
    const { precision, anchorCount } = precisionAbove(steps, countByClass, pool.totalFrom(step), calibration);
    if (precision === null || anchorCount < leastAnchors) continue;
    if (precision >= target) return gridDelta(step);
    if (precision > best.precision) best = { precision, step };
  }
  throw unreachable(target, best);
}

function unreachable(target: number, best: { precision: number; step: number }): InputError {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  if (best.precision < 0) {
    return new InputError({
      file: "wanted precision",
      found: percent(target),
      expected: `at least ${leastAnchors} out-of-fold anchors to estimate it from`,
      mend: "Choose by share of the pool, or add anchors.",
    });
  }
  return new InputError({
    file: "wanted precision",
    found: percent(target),
    expected: `at most ${percent(best.precision)}, the best that any delta reaches on the out-of-fold anchors (at delta ${gridDelta(best.step).toFixed(4)})`,
    mend: "Ask for that or less, or select by the other rule.",
  });
}
