// How sure the learner is when it is right: the mean margin or confidence of the anchors that it labels correctly, by class. What
// per-class thresholds are made of (Ada-CM, per-class delta).
import type { AnchorColumns } from "./calibration.ts";

export interface RightAnchors {
  /** [K] mean value of the class's anchors that are right; null for a class without any. */
  meanOfClass: (number | null)[];
  /** Over the anchors of all classes that are right; null when none is. */
  mean: number | null;
}

export function rightAnchors({ trueLabels, labels, values }: AnchorColumns, classCount: number): RightAnchors {
  const sums = new Float64Array(classCount);
  const counts = new Uint32Array(classCount);
  for (let i = 0; i < values.length; i++) {
    const label = labels[i]!;
    if (label !== trueLabels[i]) continue;
    sums[label]! += values[i]!;
    counts[label]!++;
  }
  const meanOf = (sum: number, count: number) => (count === 0 ? null : sum / count);
  const total = (numbers: Iterable<number>) => [...numbers].reduce((sum, number) => sum + number, 0);
  return { meanOfClass: Array.from(sums, (sum, k) => meanOf(sum, counts[k]!)), mean: meanOf(total(sums), total(counts)) };
}
