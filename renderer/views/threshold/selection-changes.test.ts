import { describe, expect, it } from "vitest";
import { ThresholdCounts } from "../../../core/mining/threshold-counts.ts";
import type { Selection } from "../../../core/recipe.ts";
import { isSameSelection, movedBySteps, onGrid, withClassDelta, withDelta, withEqualShares, withRule } from "./selection-changes.ts";

const selection = (changes: Partial<Selection> = {}): Selection => ({
  rule: "margin",
  delta: 0.25,
  deltaOfClass: [],
  capPerClass: null,
  agreement: false,
  ...changes,
});

/** A pool by class: one image for each value given. */
const pool = (...valuesByClass: number[][]): ThresholdCounts =>
  ThresholdCounts.ofColumns(
    Float32Array.from(valuesByClass.flat()),
    Uint8Array.from(valuesByClass.flatMap((values, k) => values.map(() => k))),
    valuesByClass.length,
  );

describe("changes of a selection", () => {
  it("put delta on the grid of 1/4096, between 0 and 2", () => {
    expect([onGrid(0.1), onGrid(-1), onGrid(7)]).toEqual([410 / 4096, 0, 2]);
    expect(withDelta(selection(), 0.1).delta).toBe(410 / 4096);
    expect(movedBySteps(selection(), -24).delta).toBe(1000 / 4096);
    expect(movedBySteps(selection({ delta: 3 / 4096 }), -40).delta).toBe(0);
  });

  it("give a class its own delta and take it back without a trace", () => {
    const own = withClassDelta(selection(), 1, 0.5, 3);
    expect(own.deltaOfClass).toEqual([null, 0.5, null]);
    expect(withClassDelta(own, 1, null, 3).deltaOfClass).toEqual([]);
  });

  it("know when nothing changed", () => {
    expect(isSameSelection(selection(), selection())).toBe(true);
    expect(isSameSelection(selection(), selection({ deltaOfClass: [0.5] }))).toBe(false);
    expect(isSameSelection(selection(), selection({ capPerClass: 80 }))).toBe(false);
  });

  it("keep the number selected when the rule changes", () => {
    const counts = { margin: pool([0.1, 0.3, 0.5], [0.4]), confidence: pool([0.5, 0.75], [0.875, 1]) };
    const changed = withRule(selection({ deltaOfClass: [null, 0.3] }), "confidence", counts);
    expect(counts.confidence.countAt(changed).total).toBe(3);
    expect(changed).toMatchObject({ rule: "confidence", deltaOfClass: [] });
  });

  it("spread the same share over every class", () => {
    // half of the pool is above 0.25, all of it of class 0; equal shares take the better half of each class
    const counts = pool([0.5, 0.625, 0.75, 0.875], [0.0625, 0.125, 0.1875, 0.21875]);
    expect(counts.countAt(selection()).countByClass).toEqual([4, 0]);
    expect(counts.countAt(withEqualShares(selection(), counts)).countByClass).toEqual([2, 2]);
  });

  it("leave the last image of a class in, however small the share", () => {
    const counts = pool([0.5, 0.625, 0.75, 0.875], [0.125]);
    expect(counts.countAt(withEqualShares(selection({ delta: 0.875 }), counts)).countByClass).toEqual([1, 1]);
  });
});
