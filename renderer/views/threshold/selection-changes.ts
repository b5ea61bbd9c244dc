// What each control of the Threshold view makes of a selection. Deltas land on the grid, where the counts on screen are exact.
import { perClassDeltas } from "../../../core/mining/balance.ts";
import { gridDelta, gridStep, lastStep } from "../../../core/mining/delta-grid.ts";
import type { ThresholdCounts } from "../../../core/mining/threshold-counts.ts";
import { deltaGrid, type Selection, type SelectionRule } from "../../../core/recipe.ts";

/** What is counted at any delta, by rule. */
export type RuleCounts = Record<SelectionRule, ThresholdCounts>;

/** Of a pool: all images, and those whose nearest centroid and classifier agree. */
export interface PoolCounts {
  all: RuleCounts;
  agreeing: RuleCounts;
}

/** What a selection is counted in. */
export const countsFor = ({ all, agreeing }: PoolCounts, { agreement }: Pick<Selection, "agreement">): RuleCounts =>
  agreement ? agreeing : all;

export const isSameSelection = (a: Selection, b: Selection): boolean =>
  a.rule === b.rule &&
  a.agreement === b.agreement &&
  a.delta === b.delta &&
  a.capPerClass === b.capPerClass &&
  a.deltaOfClass.length === b.deltaOfClass.length &&
  a.deltaOfClass.every((delta, k) => delta === b.deltaOfClass[k]);

/** The nearest delta of the grid, 0 to 2. */
export const onGrid = (delta: number): number => gridDelta(Math.max(0, Math.min(lastStep, Math.round(delta * deltaGrid))));

export const withDelta = (selection: Selection, delta: number): Selection => ({ ...selection, delta: onGrid(delta) });

/** Moves delta by whole steps of the grid. */
export const movedBySteps = (selection: Selection, steps: number): Selection =>
  withDelta(selection, gridDelta(gridStep(selection.delta) + steps));

/** Gives one class its own delta; null lets it follow the common one again. */
export function withClassDelta(selection: Selection, classIndex: number, delta: number | null, classCount: number): Selection {
  const deltaOfClass = Array.from({ length: classCount }, (_, k) => selection.deltaOfClass[k] ?? null);
  deltaOfClass[classIndex] = delta === null ? null : onGrid(delta);
  return { ...selection, deltaOfClass: deltaOfClass.some((own) => own !== null) ? deltaOfClass : [] };
}

export const withCap = (selection: Selection, capPerClass: number | null): Selection => ({ ...selection, capPerClass });

/** The other rule at the delta that selects as many images, so that the two can be compared; per-class deltas mean nothing there. */
export function withRule(selection: Selection, rule: SelectionRule, counts: RuleCounts): Selection {
  const { total } = counts[selection.rule].countAt({ ...selection, capPerClass: null });
  return { ...selection, rule, delta: gridDelta(counts[rule].totalStepKeeping(total)), deltaOfClass: [] };
}

/** Every class at the delta that keeps the same share of its own pseudo-labels as the selection keeps of the pool. */
export function withEqualShares(selection: Selection, counts: ThresholdCounts): Selection {
  const { share } = counts.countAt({ ...selection, capPerClass: null, deltaOfClass: [] });
  return { ...selection, deltaOfClass: perClassDeltas(counts, share) };
}
