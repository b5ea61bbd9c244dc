import { expect, it } from "vitest";
import { dasVerdict } from "./das-verdict.ts";

const interval = (difference: number, low: number, high: number, pairs = 3) => ({
  ...{ difference, low, high, pairs, standardError: 0.01, pValue: 0.2, testCount: 501 },
  resampled: { seeds: pairs > 1, groups: false },
});

it("says by how much the images helped, and against random", () => {
  const told = dasVerdict({ mode: "union", overAnchors: interval(0.021, 0.004, 0.038), overRandom: interval(-0.013, -0.02, -0.006) });
  expect(told).toEqual({
    verdict: "helped",
    sentence:
      "Union: the distilled images helped, by 2.1 points over anchors alone. They are 1.3 points worse than as many random mined images.",
  });
});

it("says plainly that nothing can be told, however large the difference", () => {
  const told = dasVerdict({ mode: "preload", overAnchors: interval(0.05, -0.01, 0.11), overRandom: interval(0.01, -0.01, 0.03) });
  expect(told?.verdict).toBe("cannot-tell");
  expect(told?.sentence).toBe(
    "Preload: nothing can be told. The difference to anchors alone may lie anywhere from −1.0 to +11.0 points. " +
      "Against as many random mined images nothing can be told.",
  );
});

it("says that the images did harm", () => {
  expect(dasVerdict({ mode: "every-batch", overAnchors: interval(-0.03, -0.04, -0.02), overRandom: null })?.sentence).toBe(
    "Every batch: the distilled images did harm, 3.0 points below anchors alone.",
  );
});

it("says that one batch order tells nothing, whatever its interval", () => {
  const told = dasVerdict({ mode: "union", overAnchors: interval(0.05, 0.01, 0.09, 1), overRandom: null });
  expect(told?.verdict).toBe("cannot-tell");
  expect(told?.sentence).toContain("one batch order");
});

it("says nothing before the runs are there", () => {
  expect(dasVerdict({ mode: "union", overAnchors: null, overRandom: null })).toBeNull();
});
