import { describe, expect, it } from "vitest";
import { relativeError, requireSameWork } from "./same-work.ts";

describe("requireSameWork", () => {
  it("lets the loss after an update differ more than the first, and later ones at will", () => {
    expect(() => requireSameWork("training", "float32", [2, 1.0005, 9], [2, 1, 1])).not.toThrow();
  });

  it("names the losses of a side that skipped its update", () => {
    expect(() => requireSameWork("training", "float32", [2, 2], [2, 1.5])).toThrow(
      "The two sides did not do the same work: training differs by 3.3e-1 (2.00000,2.00000 and 2.00000,1.50000).",
    );
  });

  it("refuses a loss that is no number", () => {
    expect(() => requireSameWork("training", "float32", [Number.NaN, 1], [Number.NaN, 1])).toThrow("did not do the same work");
  });

  it("compares all features of an extraction at once, and their number", () => {
    expect(() => requireSameWork("extraction", "float32", [3, 4, 0], [3, 4, 0.0001])).not.toThrow();
    expect(() => requireSameWork("extraction", "float32", [3, 4, 0], [3, 4, 0.01])).toThrow("extraction differs by 2.0e-3");
    expect(() => requireSameWork("extraction", "float32", [3, 4], [3, 4, 0])).toThrow("did not do the same work");
  });

  it("allows bfloat16 its rounding", () => {
    expect(() => requireSameWork("training", "bfloat16", [2, 1.5], [2.02, 1.5])).not.toThrow();
    expect(() => requireSameWork("training", "float32", [2, 1.5], [2.02, 1.5])).toThrow();
  });
});

describe("relativeError", () => {
  it("is the length of the difference as a share of the second", () => {
    expect(relativeError([3, 4], [3, 5])).toBeCloseTo(1 / Math.sqrt(34));
  });

  it("is no number where one of the two is longer", () => {
    expect(relativeError([3, 4], [3, 4, 0])).toBeNaN();
    expect(relativeError([3, 4, 0], [3, 4])).toBeNaN();
  });
});
