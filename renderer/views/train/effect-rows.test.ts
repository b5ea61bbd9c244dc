import { describe, expect, it } from "vitest";
import type { MeasuredPrecisionEffect } from "../../../core/contract/mining-views.ts";
import { effectRows, slowerText } from "./effect-rows.ts";

const effect: MeasuredPrecisionEffect = {
  runId: "run-1",
  delta: 0.25,
  anchors: { count: 1000, accuracy: { float32: 0.912, bfloat16: 0.911 } },
  pool: {
    count: 998,
    marginDifference: { mean: 0.00002345, largest: 0.00456 },
    agreement: 0.9978,
    selected: { float32: 412, bfloat16: 409 },
    changedShare: 0.0121,
  },
  imagesPerSecond: { float32: 1234.5, bfloat16: 641.94 },
};

describe("the effect of bfloat16 as a table", () => {
  it("sets both precisions beside each other, and tells apart what they share", () => {
    expect(effectRows(effect).map(({ name, values }) => `${name}: ${values.join(" | ")}`)).toEqual([
      "Accuracy on anchors: 91.2 % | 91.1 %",
      "Selected at delta 0.2500: 412 | 409",
      "Images/s: 1,235 | 642",
      "Same pseudo-label: 99.78 %",
      "Selection that differs: 1.21 %",
      "Margins differ by, on average: 2.3e-5",
      "Margins differ by, at most: 0.0046",
    ]);
  });

  it("says that bfloat16 is slower where it is", () => {
    expect(slowerText(effect)).toBe(
      "Scoring in bfloat16 ran at 0.52 times the speed of float32 on this machine: float32 is quicker, and more exact.",
    );
    expect(slowerText({ imagesPerSecond: { float32: 100, bfloat16: 180 } })).toBeNull();
  });
});
