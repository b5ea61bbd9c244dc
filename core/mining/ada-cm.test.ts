import { describe, expect, it } from "vitest";
import { adaCmThresholds } from "./ada-cm.ts";

const published = { factor: 0.97, floor: 0.8 };

describe("Ada-CM's thresholds", () => {
  it("follow the mean confidence of the right anchors, down to the floor", () => {
    const trained = { ...published, epochs: 100 };
    const { common, ofClass } = adaCmThresholds({ meanOfClass: [1, 0.9, 0.5, null], mean: 0.9 }, trained);
    expect(ofClass).toEqual([expect.closeTo(0.97), expect.closeTo(0.873), 0.8, null]);
    expect(common).toBeCloseTo(0.873);
  });

  it("begin at half", () => {
    expect(adaCmThresholds({ meanOfClass: [1], mean: 1 }, { factor: 0.97, floor: 0, epochs: 0 }).ofClass).toEqual([0.485]);
  });

  it("are the floor where no anchor is right", () => {
    expect(adaCmThresholds({ meanOfClass: [null], mean: null }, { ...published, epochs: 25 })).toEqual({ common: 0.8, ofClass: [null] });
  });
});
