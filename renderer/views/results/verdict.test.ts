import { describe, expect, it } from "vitest";
import { sentenceOfDifference, verdictOf } from "./verdict.ts";

const difference = (value: number, low: number, high: number) => ({ difference: value, low, high });

describe("the verdict on VAS", () => {
  it("is that it helped only when the whole interval lies above the control", () => {
    expect(verdictOf({ low: 0.004, high: 0.031 })).toBe("helped");
    expect(sentenceOfDifference(difference(0.018, 0.004, 0.031))).toContain("1.8 points better than the same retraining on anchors alone");
  });

  it("is that it cannot be told while zero lies in the interval, its ends included", () => {
    expect([verdictOf({ low: -0.01, high: 0.04 }), verdictOf({ low: 0, high: 0.04 }), verdictOf({ low: -0.02, high: 0 })]).toEqual([
      "cannot-tell",
      "cannot-tell",
      "cannot-tell",
    ]);
    expect(sentenceOfDifference(difference(0.015, -0.01, 0.04))).toContain("anywhere from −1.0 to +4.0 points");
  });

  it("is that it did not help when the whole interval lies below", () => {
    expect(verdictOf({ low: -0.05, high: -0.002 })).toBe("did-not-help");
    expect(sentenceOfDifference(difference(-0.026, -0.05, -0.002))).toContain("2.6 points worse");
  });
});
