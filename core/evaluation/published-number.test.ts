import { describe, expect, it } from "vitest";
import { picturesOf, publishedStandardError } from "./published-number.ts";

describe("a published accuracy", () => {
  it("has a standard error of at least 0.63 points at 86 % on RAF-DB's 3,068 pictures, and of 3.4 on JAFFE's 213", () => {
    expect(publishedStandardError(0.86, 3068)).toBeCloseTo(0.0063, 4);
    expect(publishedStandardError(0.5493, 213)).toBeCloseTo(0.0341, 4);
    expect(publishedStandardError(1, 213)).toBe(0);
  });

  it("of Table 5, 0.67 points above the one before, is 1.4 pictures better", () => {
    expect(picturesOf(0.5493 - 0.5426, 213)).toBeCloseTo(1.43, 2);
    expect(picturesOf(-0.5, 4)).toBe(-2);
  });
});
