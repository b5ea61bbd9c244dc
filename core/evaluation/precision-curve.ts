// Pseudo-label precision against the share of the pool that a delta keeps, for one rule. Needs the pool's labels, so it is shown
// after retraining and chooses nothing.
import type { PrecisionPoint } from "../contract/mining-views.ts";
import { gridDelta, gridStep, lastStep } from "../mining/delta-grid.ts";
import type { PoolColumns } from "../mining/pool-columns.ts";
import { overRows, type Steps } from "../mining/steps.ts";
import type { ThresholdCounts } from "../mining/threshold-counts.ts";

/** Every 5 % of the pool. */
export const curveShares: readonly number[] = Array.from({ length: 20 }, (_, i) => (i + 1) / 20);

/**
 * A point for each share whose delta differs from the one before; empty without pool labels.
 *
 * @param sampleLabels  true class by row of samples.parquet, negative where the pool has none
 * @param counts        of the same columns
 */
export function* precisionCurve(
  { rows, labels, values }: PoolColumns,
  sampleLabels: ArrayLike<number>,
  counts: ThresholdCounts,
  shares = curveShares,
): Steps<PrecisionPoint[]> {
  const labelled = new Uint32Array(lastStep + 1);
  const right = new Uint32Array(lastStep + 1);
  yield* overRows(values.length, (from, to) => {
    for (let i = from; i < to; i++) {
      const label = sampleLabels[rows[i]!]!;
      if (label < 0) continue;
      const step = gridStep(values[i]!);
      labelled[step]!++;
      if (label === labels[i]) right[step]!++;
    }
  });
  sumFromTheEnd(labelled);
  sumFromTheEnd(right);
  const steps = new Set(shares.map((share) => counts.totalStepKeeping(Math.max(1, Math.round(share * counts.total)))));
  return [...steps].flatMap((step) => {
    if (labelled[step] === 0) return [];
    const count = counts.totalFrom(step);
    return [{ share: count / counts.total, delta: gridDelta(step), count, precision: right[step]! / labelled[step]! }];
  });
}

/** Entry s becomes the sum of the entries s, s + 1, ... */
function sumFromTheEnd(values: Uint32Array): void {
  for (let i = values.length - 2; i >= 0; i--) values[i]! += values[i + 1]!;
}
