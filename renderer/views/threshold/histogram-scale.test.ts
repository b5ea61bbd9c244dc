import { describe, expect, it } from "vitest";
import type { HistogramBar } from "../../../core/mining/histogram-bars.ts";
import { ThresholdCounts } from "../../../core/mining/threshold-counts.ts";
import { barCountFor, ceilings, keySteps, rangeOf, tickPlaces, ticksOf } from "./histogram-scale.ts";

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

describe("ceilings", () => {
  const bars = (...counts: number[][]): HistogramBar[] =>
    counts.map((countByClass, i) => ({ from: i / 4096, to: (i + 1) / 4096, countByClass, count: countByClass.reduce((a, b) => a + b) }));
  const all = { low: 0, high: 4096 };
  const pairs = bars([10, 20], [50, 30], [40, 60], [40, 50]);

  it("leave a twentieth of air above the highest stack, or above each class when classes stand apart", () => {
    expect(ceilings(pairs, all, 2, true)).toEqual([105, 105]);
    expect(ceilings(pairs, all, 2, false)).toEqual([52.5, 63]);
  });

  it("do not count bars off the axis", () => expect(ceilings(pairs, { low: 0, high: 1 }, 2, true)).toEqual([31.5, 31.5]));

  it("cut a bar that stands alone, so that the others can be read", () => {
    expect(ceilings(bars([4], [8], [4], [6], [900]), all, 1, true)).toEqual([15.75]);
  });
});

describe("barCountFor", () => {
  it("asks for more bars when the axis shows a part of the pool only", () => {
    const counts = pool(stepsFromTo(0, 2048)); // steps 0 to 2047
    expect(barCountFor(counts, { low: 0, high: 2048 }, 800, 4)).toBe(200);
    expect(barCountFor(counts, { low: 0, high: 1024 }, 800, 4)).toBe(400);
  });
});
