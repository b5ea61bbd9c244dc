import { describe, expect, it } from "vitest";
import { ThresholdCounts } from "../../../core/mining/threshold-counts.ts";
import { barsOf, keySteps, rangeOf, tallestBar, ticksOf, tickPlaces } from "./histogram-scale.ts";

/** A pool of one value each for the given steps of the grid, by class. */
const pool = (...stepsByClass: number[][]): ThresholdCounts =>
  ThresholdCounts.ofColumns(
    Float32Array.from(stepsByClass.flat(), (step) => step / 4096),
    Uint8Array.from(stepsByClass.flatMap((steps, k) => steps.map(() => k))),
    stepsByClass.length,
  );
const stepsFromTo = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

describe("rangeOf", () => {
  it("follows the data: margins from 400 to 1400 of 4096 give that range and a little air", () => {
    expect(rangeOf(pool(stepsFromTo(400, 1400)), [])).toEqual({ low: 360, high: 1440 });
  });

  it("leaves a lone outlier out, unless the whole range is asked for", () => {
    const counts = pool([...stepsFromTo(400, 1400), ...stepsFromTo(400, 1400), 4000]);
    expect(rangeOf(counts, []).high).toBe(1440);
    expect(rangeOf(counts, [], true).high).toBeGreaterThan(4000);
  });

  it("grows to hold a delta outside the data", () => {
    expect(rangeOf(pool(stepsFromTo(400, 1400)), [0.5, 0.01])).toEqual({ low: 40, high: 2049 });
  });

  it("spans 0 to 1 for an empty pool", () => expect(rangeOf(pool([]), [])).toEqual({ low: 0, high: 4096 }));
});

describe("keySteps", () => {
  it("moves by a four-hundredth of the axis, at least a step of the grid, and ten times that", () => {
    expect(keySteps({ low: 0, high: 1600 })).toEqual({ fine: 4, coarse: 40 });
    expect(keySteps({ low: 4000, high: 4096 })).toEqual({ fine: 1, coarse: 10 });
  });
});

describe("ticksOf", () => {
  it("picks round values inside the range", () => {
    const ticks = ticksOf({ low: 0, high: 1024 }, 6);
    expect(ticks).toEqual([0, 0.05, 0.1, 0.15, 0.2, 0.25]);
    expect(tickPlaces(ticks)).toBe(2);
  });

  it("finds them between two close values too", () => {
    expect(ticksOf({ low: 4055, high: 4096 }, 3)).toEqual([0.99, 0.995, 1]);
  });
});

describe("barsOf", () => {
  it("counts each image once, class by class", () => {
    const bars = barsOf(pool([0, 1, 9], [5, 6, 11]), { low: 0, high: 12 }, 3);
    expect(bars).toMatchObject({ stepsPerBar: 4, firstStep: 0, barCount: 3 });
    expect(bars.byClass.map((counts) => [...counts])).toEqual([
      [2, 0, 1],
      [0, 2, 1],
    ]);
  });

  it("begins bars at multiples of their width, so that they hold still while the axis grows", () => {
    expect(barsOf(pool([5]), { low: 5, high: 13 }, 2)).toMatchObject({ stepsPerBar: 4, firstStep: 4, barCount: 3 });
  });
});

describe("tallestBar", () => {
  const bars = (...byClass: number[][]) => ({
    stepsPerBar: 1,
    firstStep: 0,
    barCount: byClass[0]!.length,
    byClass: byClass.map((counts) => Float64Array.from(counts)),
  });

  it("is the highest stack, or the highest class when classes stand apart", () => {
    expect(tallestBar(bars([1, 5, 4, 4], [2, 3, 6, 5]), true)).toBe(10);
    expect(tallestBar(bars([1, 5, 4, 4], [2, 3, 6, 5]), false)).toBe(6);
  });

  it("cuts a bar that stands alone, so that the others can be read", () => {
    expect(tallestBar(bars([4, 6, 4, 5, 900]), true)).toBe(12.5);
  });
});
