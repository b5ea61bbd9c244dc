import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gridDelta } from "./delta-grid.ts";
import { at } from "./selection.fixture.ts";
import { runThrough } from "./steps.ts";
import { ThresholdCounts } from "./threshold-counts.ts";

describe("ThresholdCounts", () => {
  const values = Float32Array.of(0.25, 0.5, 0.125, 0.5, 1);
  const counts = ThresholdCounts.ofColumns(values, Uint8Array.of(0, 0, 1, 2, 0), 3);

  it("accepts a value that equals delta, and none below it", () => {
    expect(counts.countAt(at(0.5))).toEqual({ countByClass: [2, 0, 1], total: 3, share: 0.6, isExact: true });
    expect(counts.countAt(at(0.5 + gridDelta(1))).countByClass).toEqual([1, 0, 0]);
  });

  it("gives a class its own delta and holds every class to the cap", () => {
    expect(counts.countAt(at(1, { deltaOfClass: [null, 0.125, 0] })).countByClass).toEqual([1, 1, 1]);
    expect(counts.countAt(at(0, { capPerClass: 2 })).countByClass).toEqual([2, 1, 1]);
  });

  it("counts some rows of the pool alone, as shares of the whole pool", () => {
    const columns = { values, labels: Uint8Array.of(0, 0, 1, 2, 0) };
    const some = runThrough(ThresholdCounts.inSteps(columns, 3, (row) => row !== 1));
    expect(some.countAt(at(0.5))).toMatchObject({ countByClass: [1, 0, 1], share: 0.4 });
    expect([some.total, some.poolCount]).toEqual([4, 5]);
    expect(ThresholdCounts.ofHistogram(some.histogram(), 5).countAt(at(0.5)).share).toBe(0.4); // as it travels
  });

  it("accepts nothing above the largest value, and nothing of an empty pool", () => {
    expect(counts.countAt(at(2)).total).toBe(0);
    const empty = ThresholdCounts.ofColumns(new Float32Array(0), new Uint8Array(0), 2);
    expect(empty.countAt(at(0))).toEqual({ countByClass: [0, 0], total: 0, share: 0, isExact: true });
  });

  it("says when a delta lies off its grid, and counts from the next step", () => {
    const justAbove = 0.125 + gridDelta(0.5);
    expect(counts.countAt(at(justAbove))).toMatchObject({ countByClass: [3, 0, 1], isExact: false });
    expect(counts.countAt(at(0.5, { deltaOfClass: [0.1] })).isExact).toBe(false);
  });

  it("rounds delta to float32 first: a hair beside the grid is on it", () => {
    expect(counts.countAt(at(0.125 + 2 ** -40))).toMatchObject({ countByClass: [3, 1, 1], isExact: true });
  });

  it("finds the largest step that keeps a count", () => {
    expect(counts.totalStepKeeping(3)).toBe(2048);
    expect(counts.totalStepKeeping(1)).toBe(4096);
    expect(counts.totalStepKeeping(6)).toBe(0);
    expect(counts.stepKeeping(0, 3)).toBe(1024);
  });

  it("comes back whole from its histogram", () => {
    const again = ThresholdCounts.ofHistogram(counts.histogram());
    expect(again).toEqual(counts);
  });

  it("refuses a value that no margin can have", () => {
    expect(() => ThresholdCounts.ofColumns(Float32Array.of(0.5, Number.NaN), Uint8Array.of(0, 0), 1)).toThrow(
      "Value NaN of row 1 is outside 0 to 2.",
    );
    expect(() => ThresholdCounts.ofColumns(Float32Array.of(0.5), Uint8Array.of(3), 3)).toThrow("Label 3 of row 0 is not below 3.");
  });

  it("counts what a plain loop counts at any delta of the grid (seed 11)", () => {
    const row = fc.tuple(fc.float({ min: 0, max: 2, noNaN: true }), fc.nat(2));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), fc.nat(8192), fc.option(fc.integer({ min: 1, max: 9 })), (rows, step, capPerClass) => {
        // A quarter of the values lie exactly on the grid, where an off-by-one would show.
        const drawn = rows.map(([value, label], i) => [i % 4 ? Math.fround(value) : gridDelta(step), label] as const);
        const counted = ThresholdCounts.ofColumns(
          Float32Array.from(drawn, ([value]) => value),
          Uint8Array.from(drawn, ([, label]) => label),
          3,
        );
        const expected = [0, 1, 2].map((k) => {
          const above = drawn.filter(([value, label]) => label === k && value >= gridDelta(step)).length;
          return Math.min(above, capPerClass ?? above);
        });
        expect(counted.countAt(at(gridDelta(step), { capPerClass })).countByClass).toEqual(expected);
      }),
      { seed: 11 },
    );
  });
});
