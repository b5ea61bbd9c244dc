import { describe, expect, it } from "vitest";
import { classDeltas } from "./class-delta.ts";

describe("per-class deltas", () => {
  it("are a multiple of the mean value of the right anchors, at least the floor", () => {
    const found = classDeltas({ meanOfClass: [0.5, 0.25, 0.02, null], mean: 0.375 }, { factor: 0.5, floor: 0.0625 });
    expect(found).toEqual({ common: 0.1875, ofClass: [0.25, 0.125, 0.0625, null] });
  });

  it("are the floor where no anchor is right", () => {
    expect(classDeltas({ meanOfClass: [null], mean: null }, { factor: 1, floor: 0.0625 })).toEqual({ common: 0.0625, ofClass: [null] });
  });
});
