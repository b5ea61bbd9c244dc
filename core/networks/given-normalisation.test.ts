import { describe, expect, it } from "vitest";
import { givenNormalisation } from "./given-normalisation.ts";

describe("mean and deviation as they are given", () => {
  it("are of pixels from 0 to 1: timm's 0.5", () => {
    expect(givenNormalisation([0.5, 0.5, 0.5], [0.5, 0.5, 0.5])).toEqual({
      unit: 255,
      mean: [0.5, 0.5, 0.5],
      deviation: [0.5, 0.5, 0.5],
    });
  });

  it("are of pixels from 0 to 255 where a mean is above 1: VGG-Face's", () => {
    expect(givenNormalisation([129.1863, 104.7624, 93.594], [1, 1, 1])).toMatchObject({ unit: 1, mean: [129.1863, 104.7624, 93.594] });
  });

  it("are of one scale", () => {
    expect(givenNormalisation([0.5, 0.5, 0.5], [127.5, 127.5, 127.5])).toEqual({ wrong: "deviation", largest: 1 });
    expect(givenNormalisation([256, 0, 0], [1, 1, 1])).toEqual({ wrong: "mean", largest: 255 });
  });

  it("have no deviation of 0, no mean below 0 and nothing that is no number", () => {
    expect(givenNormalisation([0.5], [0])).toEqual({ wrong: "deviation", largest: 1 });
    expect(givenNormalisation([-0.5], [0.5])).toEqual({ wrong: "mean", largest: 1 });
    expect(givenNormalisation([0.5], [Number.NaN])).toEqual({ wrong: "deviation", largest: 1 });
    expect(givenNormalisation([Number.NaN], [0.5])).toEqual({ wrong: "mean", largest: 1 });
  });
});
