import { describe, expect, it } from "vitest";
import { chooseDelta } from "./delta-choice.ts";
import { ThresholdCounts } from "./threshold-counts.ts";

describe("chooseDelta", () => {
  const values = Float32Array.of(0.5, 0.25, 0.25, 0.125, 0.0625);
  const counts = ThresholdCounts.ofColumns(values, Uint8Array.of(0, 1, 1, 0, 1), 2);

  it("keeps a given delta, on the grid or off it", () => {
    expect(chooseDelta({ by: "delta", delta: 0.1 }, counts, null)).toBe(0.1);
  });

  it("finds the largest delta that keeps at least the target count; equal values come along", () => {
    expect(chooseDelta({ by: "target-count", count: 1 }, counts, null)).toBe(0.5);
    expect(chooseDelta({ by: "target-count", count: 2 }, counts, null)).toBe(0.25);
    expect(chooseDelta({ by: "target-count", count: 3 }, counts, null)).toBe(0.25);
    expect(chooseDelta({ by: "target-count", count: 5 }, counts, null)).toBe(0.0625);
  });

  it("takes a share of the pool to the nearest image, at least one", () => {
    expect(chooseDelta({ by: "share", share: 0.8 }, counts, null)).toBe(0.125);
    expect(chooseDelta({ by: "share", share: 0.001 }, counts, null)).toBe(0.5);
  });

  it("refuses more images than the pool has", () => {
    expect(() => chooseDelta({ by: "target-count", count: 6000 }, counts, null)).toThrow(
      "target count: found 6,000, expected at most 5, the images of the mined pool. Ask for fewer images, or for a share of the pool.",
    );
  });

  it("asks for calibration before it looks for a precision", () => {
    expect(() => chooseDelta({ by: "precision", precision: 0.9 }, counts, null)).toThrow("calibrate first");
  });
});
