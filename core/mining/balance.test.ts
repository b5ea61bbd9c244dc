import { describe, expect, it } from "vitest";
import { collapseWarning, perClassDeltas } from "./balance.ts";
import { gridDelta } from "./delta-grid.ts";
import { ThresholdCounts } from "./threshold-counts.ts";

const classes = ["fear", "happiness", "neutral"];

describe("collapse warning", () => {
  it("stays silent while every class has samples and none holds more than 70 %", () => {
    expect(collapseWarning([1, 7, 2], classes)).toBeNull();
  });

  it("names the class that holds more than 70 % and caps it at the second largest", () => {
    const warning = collapseWarning([1, 80, 19], classes)!;
    expect(warning.dominant).toEqual({ className: "happiness", share: 0.8 });
    expect(warning.missing).toEqual([]);
    expect(warning.text).toBe("Happiness holds 80 % of the selection.");
    expect(warning.mends[0]).toEqual({ kind: "cap", capPerClass: 19, text: "Cap each class at 19, its largest values first." });
    expect(warning.mends.map(({ kind }) => kind)).toEqual(["cap", "per-class-delta", "confidence-rule"]);
  });

  it("names the classes without a selected sample", () => {
    expect(collapseWarning([0, 3, 4], classes)!.text).toBe("No sample is selected for fear.");
    expect(collapseWarning([0, 9, 0], classes)!.text).toBe(
      "Happiness holds 100 % of the selection. No sample is selected for fear and neutral.",
    );
  });

  it("offers an equal part for each class when only one has samples", () => {
    expect(collapseWarning([0, 10, 0], classes)!.mends[0]).toMatchObject({ capPerClass: 4 });
  });

  it("says when nothing is selected at all", () => {
    expect(collapseWarning([0, 0, 0], classes)).toMatchObject({
      missing: classes,
      dominant: null,
      text: "Nothing is selected: no pool image reaches the threshold.",
    });
  });
});

describe("per-class deltas", () => {
  it("keep the same share of each class, at least one image, and none where the pool has none", () => {
    const values = Float32Array.of(0.5, 0.25, 0.125, 0.0625, 0.03125);
    const counts = ThresholdCounts.ofColumns(values, Uint8Array.of(1, 1, 1, 1, 0), 3);
    expect(perClassDeltas(counts, 0.5)).toEqual([0.03125, 0.25, null]);
    expect(perClassDeltas(counts, 0.1)).toEqual([gridDelta(128), 0.5, null]);
  });
});
