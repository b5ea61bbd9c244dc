import { describe, expect, it } from "vitest";
import { histogramBars } from "./histogram-bars.ts";
import { ThresholdCounts } from "./threshold-counts.ts";

describe("histogram bars", () => {
  it("reach from the lowest to the highest value, in whole steps of the delta grid", () => {
    const values = Float32Array.of(1 / 4096, 2 / 4096, 2 / 4096, 6 / 4096);
    const bars = histogramBars(ThresholdCounts.ofColumns(values, Uint8Array.of(0, 0, 1, 1), 2), 3);
    expect(bars).toEqual([
      { from: 1 / 4096, to: 3 / 4096, countByClass: [2, 1], count: 3 },
      { from: 3 / 4096, to: 5 / 4096, countByClass: [0, 0], count: 0 },
      { from: 5 / 4096, to: 7 / 4096, countByClass: [0, 1], count: 1 },
    ]);
  });

  it("are one when all values are one", () => {
    const bars = histogramBars(ThresholdCounts.ofColumns(Float32Array.of(0.5, 0.5), Uint8Array.of(0, 1), 2), 50);
    expect(bars).toEqual([{ from: 0.5, to: 0.5 + 1 / 4096, countByClass: [1, 1], count: 2 }]);
  });

  it("are none for an empty pool", () => {
    expect(histogramBars(ThresholdCounts.ofColumns(new Float32Array(0), new Uint8Array(0), 2), 50)).toEqual([]);
  });
});
