import { describe, expect, it } from "vitest";
import { pseudoLabelPrecision } from "./pseudo-label-precision.ts";

describe("pseudo-label precision", () => {
  it("is the share of the labelled selected images whose pseudo-label is right", () => {
    expect(pseudoLabelPrecision([0, 0, 0, 1, 1], [0, 2, 0, 1, -1], 3)).toEqual({
      selected: 5,
      selectedByClass: [3, 2, 0],
      precision: 0.75,
      precisionByClass: [2 / 3, 1, null],
    });
  });

  it("is null, never NaN, when nothing was selected or nothing is labelled", () => {
    expect(pseudoLabelPrecision([], [], 2)).toEqual({
      selected: 0,
      selectedByClass: [0, 0],
      precision: null,
      precisionByClass: [null, null],
    });
    expect(pseudoLabelPrecision([1], [-1], 2)).toMatchObject({ selected: 1, precision: null, precisionByClass: [null, null] });
  });
});
