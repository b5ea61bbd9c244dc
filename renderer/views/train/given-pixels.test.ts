import { describe, expect, it } from "vitest";
import { givenPixels } from "./given-pixels.ts";

const half = [0.5, 0.5, 0.5];

describe("mean and deviation of an import", () => {
  it("are left to the file when both fields are empty", () => expect(givenPixels([], [])).toEqual({ normalisation: null }));

  it("are what both fields say", () => {
    expect(givenPixels(half, half)).toEqual({ normalisation: { unit: 255, mean: half, deviation: half } });
  });

  it("belong together", () => {
    for (const [mean, deviation] of [
      [half, []],
      [[], half],
      [half, [0.5]],
    ] as const) {
      expect(givenPixels(mean, deviation)).toEqual({ problem: "Both, with as many numbers each, or neither." });
    }
  });

  it("are of one scale, and no deviation is 0", () => {
    expect(givenPixels(half, [127, 127, 127])).toEqual({
      problem: "The deviation is above 0 and at most 1, as the mean is of pixels from 0 to 1.",
    });
    expect(givenPixels([300, 0, 0], [1, 1, 1])).toEqual({ problem: "The mean is at least 0 and at most 255." });
  });
});
