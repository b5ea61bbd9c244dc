import { describe, expect, it } from "vitest";
import { precisionCurve } from "./precision-curve.ts";

describe("precision curve", () => {
  const values = Float32Array.of(1, 0.75, 0.5, 0.25);
  const labels = Uint8Array.of(0, 1, 0, 1);

  it("gives precision at the delta that keeps each share, among the labelled images", () => {
    expect(precisionCurve({ values, labels, poolLabels: [0, 1, 1, -1] }, 2, [0.25, 0.75, 1])).toEqual([
      { share: 0.25, delta: 1, count: 1, precision: 1 },
      { share: 0.75, delta: 0.5, count: 3, precision: 2 / 3 },
      { share: 1, delta: 0.25, count: 4, precision: 2 / 3 },
    ]);
  });

  it("has one point where several shares fall on one delta, and none without labels", () => {
    expect(precisionCurve({ values, labels, poolLabels: [0, 1, 1, 1] }, 2, [0.25, 0.26])).toHaveLength(1);
    expect(precisionCurve({ values, labels, poolLabels: [-1, -1, -1, -1] }, 2)).toEqual([]);
  });
});
