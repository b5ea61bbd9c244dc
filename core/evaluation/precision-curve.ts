// Pseudo-label precision against the share of the pool that a delta keeps, for one rule. Needs the pool's labels, so it is shown
// after retraining and chooses nothing.
import type { PrecisionPoint } from "../contract.ts";
import { gridDelta } from "../mining/delta-grid.ts";
import { ThresholdCounts } from "../mining/threshold-counts.ts";

export interface ScoredPool {
  /** [N] margin or confidence. */
  values: Float32Array;
  /** [N] pseudo-label under the rule. */
  labels: Uint8Array;
  /** [N] true class, negative where the pool has none. */
  poolLabels: ArrayLike<number>;
}

/** Every 5 % of the pool. */
export const curveShares: readonly number[] = Array.from({ length: 20 }, (_, i) => (i + 1) / 20);

/** A point for each share whose delta differs from the one before; empty without pool labels. */
export function precisionCurve({ values, labels, poolLabels }: ScoredPool, classCount: number, shares = curveShares): PrecisionPoint[] {
  const countsOf = (isCounted: (i: number) => boolean) =>
    ThresholdCounts.ofColumns(
      values.filter((_, i) => isCounted(i)),
      labels.filter((_, i) => isCounted(i)),
      classCount,
    );
  const all = countsOf(() => true);
  const labelled = countsOf((i) => poolLabels[i]! >= 0);
  const right = countsOf((i) => poolLabels[i] === labels[i]);
  const steps = new Set(shares.map((share) => all.totalStepKeeping(Math.max(1, Math.round(share * all.total)))));
  return [...steps].flatMap((step) => {
    if (labelled.totalFrom(step) === 0) return [];
    const count = all.totalFrom(step);
    return [{ share: count / all.total, delta: gridDelta(step), count, precision: right.totalFrom(step) / labelled.totalFrom(step) }];
  });
}
