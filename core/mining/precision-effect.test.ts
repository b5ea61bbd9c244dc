import { describe, expect, it } from "vitest";
import { accuracyOf, VerdictComparison } from "./precision-effect.ts";

const verdicts = (...rows: [label: number, margin: number][]) => ({
  labels: Uint8Array.from(rows, ([label]) => label),
  margins: Float32Array.from(rows, ([, margin]) => margin),
});

describe("the effect of bfloat16 on mining", () => {
  it("compares margins, pseudo-labels and what delta selects, picture by picture", () => {
    const comparison = new VerdictComparison(0.5);
    comparison.add({
      float32: verdicts([0, 0.75], [1, 0.5], [2, 0.25]), // selects the first two
      bfloat16: verdicts([0, 0.75], [1, 0.375], [2, 0.5]), // the first and the third
    });
    comparison.add({ float32: verdicts([1, 0.625]), bfloat16: verdicts([2, 0.625]) }); // both select it, with two labels
    expect(comparison.effect()).toEqual({
      count: 4,
      marginDifference: { mean: (0.125 + 0.25) / 4, largest: 0.25 },
      agreement: 3 / 4,
      selected: { float32: 3, bfloat16: 3 },
      changedShare: 1 - 1 / 5, // one sample of five is in both
    });
  });

  it("rounds delta as mining does, so that a margin that is stored as 0.1 reaches 0.1", () => {
    const comparison = new VerdictComparison(0.1);
    comparison.add({ float32: verdicts([0, 0.1]), bfloat16: verdicts([0, 0.05]) });
    expect(comparison.effect()).toMatchObject({ selected: { float32: 1, bfloat16: 0 }, changedShare: 1 });
  });

  it("finds no change between two selections of nothing", () => {
    const comparison = new VerdictComparison(2);
    comparison.add({ float32: verdicts([0, 0.4]), bfloat16: verdicts([0, 0.3]) });
    expect(comparison.effect().changedShare).toBe(0);
  });

  it("counts the labels that are met", () => {
    expect(accuracyOf([0, 1, 2, 1], [0, 1, 1, 1])).toBe(0.75);
  });
});
