import { describe, expect, it } from "vitest";
import type { Turn } from "./side.ts";
import { measuredRow, measuredSide } from "./summary.fixture.ts";
import { bytesAboveIdle, speedsOf, spreadOf } from "./summary.ts";

const turn = (...seconds: number[]): Turn => ({ seconds, images: 60, proof: [], peakBytes: null });

describe("speedsOf", () => {
  const ours = measuredSide({ label: "ours", program: "ours", turns: [turn(2), turn(3), turn(4)] });

  it("takes the middle turn of each side, and the ratio pair by pair", () => {
    const peer = measuredSide({ label: "PyTorch", program: "peer", turns: [turn(6), turn(3), turn(8)] });
    expect(speedsOf(measuredRow({ sides: [ours, peer] }), 0)).toEqual([
      { label: "ours", seconds: 3, imagesPerSecond: 20, ratio: null },
      // Pairs 6/2, 3/3, 8/4: 3, 1, 2. The ratio of the medians, 6/3, would hide that one pair was even.
      { label: "PyTorch", seconds: 6, imagesPerSecond: 10, ratio: { median: 2, smallest: 1, largest: 3 } },
    ]);
  });

  it("has a ratio only between sides of one precision", () => {
    const autocast = measuredSide({ label: "bfloat16", program: "peer", precision: "bfloat16", turns: [turn(1), turn(1), turn(1)] });
    const coarse = measuredSide({ label: "ours, bfloat16", program: "ours", precision: "bfloat16", turns: [turn(5), turn(4), turn(2)] });
    expect(speedsOf(measuredRow({ sides: [ours, autocast] }), 0)[1]!.ratio).toBeNull();
    expect(speedsOf(measuredRow({ sides: [ours, coarse, autocast] }), 0)[2]!.ratio).toEqual({ median: 0.25, smallest: 0.2, largest: 0.5 });
  });

  it("keeps the parts of a turn apart", () => {
    const twoParts = measuredSide({ label: "ours", program: "ours", turns: [turn(5, 1), turn(7, 2)] });
    const row = measuredRow({ parts: ["first epoch", "later epoch"], sides: [twoParts] });
    expect([0, 1].map((part) => speedsOf(row, part)[0]!.seconds)).toEqual([7, 2]); // of two, the upper
  });
});

describe("spreadOf", () => {
  it("is the middle and both ends", () => {
    expect(spreadOf([1.3, 0.9, 1.1])).toEqual({ median: 1.1, smallest: 0.9, largest: 1.3 });
  });
});

describe("bytesAboveIdle", () => {
  it("leaves out what the library takes by itself", () => {
    expect(bytesAboveIdle({ idleBytes: 300, peakBytes: 1000 })).toBe(700);
  });

  it("is unknown where the system does not count", () => {
    expect(bytesAboveIdle({ idleBytes: null, peakBytes: null })).toBeNull();
  });
});
