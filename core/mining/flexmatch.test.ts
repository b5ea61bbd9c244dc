import { describe, expect, it } from "vitest";
import { flexMatchThresholds } from "./flexmatch.ts";

describe("FlexMatch's thresholds", () => {
  it("lower tau where few pictures of a class reach it", () => {
    // beta 1, 1/2 and 0: tau x 1 / 1, x 0.5 / 1.5 and x 0 / 2
    expect(flexMatchThresholds([40, 20, 0], 60, { tau: 0.9, warmUp: true })).toEqual([0.9, expect.closeTo(0.3), 0]);
  });

  it("lower all of them while more pictures are unused than any class has, as published", () => {
    // 100 - 20 = 80 unused: beta 1/8 and 1/8
    expect(flexMatchThresholds([10, 10], 100, { tau: 0.9, warmUp: true })).toEqual([expect.closeTo(0.06), expect.closeTo(0.06)]);
    expect(flexMatchThresholds([10, 10], 100, { tau: 0.9, warmUp: false })).toEqual([0.9, 0.9]);
  });

  it("cannot tell the classes apart where no picture reaches tau", () => {
    expect(flexMatchThresholds([0, 0], 100, { tau: 0.9, warmUp: true })).toEqual([0, 0]);
    expect(flexMatchThresholds([0, 0], 100, { tau: 0.9, warmUp: false })).toEqual([0.9, 0.9]);
  });
});
