import { describe, expect, it } from "vitest";
import { runThrough } from "../mining/steps.ts";
import { ThresholdCounts } from "../mining/threshold-counts.ts";
import { precisionCurve } from "./precision-curve.ts";

describe("precision curve", () => {
  const columns = {
    rows: Uint32Array.of(0, 1, 3, 4),
    values: Float32Array.of(1, 0.75, 0.5, 0.25),
    labels: Uint8Array.of(0, 1, 0, 1),
    similarities: new Float32Array(4),
  };
  const counts = ThresholdCounts.ofColumns(columns.values, columns.labels, 2);
  /** @param sampleLabels  by row of the samples; the pool has all of them but row 2 */
  const curveOf = (sampleLabels: number[], shares?: number[]) => runThrough(precisionCurve(columns, sampleLabels, counts, shares));

  it("gives precision at the delta that keeps each share, among the labelled images", () => {
    expect(curveOf([0, 1, 0, 1, -1], [0.25, 0.75, 1])).toEqual([
      { share: 0.25, delta: 1, count: 1, precision: 1 },
      { share: 0.75, delta: 0.5, count: 3, precision: 2 / 3 },
      { share: 1, delta: 0.25, count: 4, precision: 2 / 3 },
    ]);
  });

  it("has one point where several shares fall on one delta, and none without labels", () => {
    expect(curveOf([0, 1, 0, 1, 1], [0.25, 0.26])).toHaveLength(1);
    expect(curveOf([-1, -1, -1, -1, -1])).toEqual([]);
  });
});
