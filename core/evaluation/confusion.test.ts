import { describe, expect, it } from "vitest";
import { accuracyOf, confusionOf, meanClassAccuracy, recallByClass } from "./confusion.ts";

describe("confusion matrix", () => {
  // 4 of class 0 (3 right), 2 of class 1 (1 right), none of class 2.
  const confusion = confusionOf([0, 0, 0, 0, 1, 1], [0, 0, 0, 2, 1, 0], 3);

  it("counts true classes in rows and predicted ones in columns", () => {
    expect(confusion).toEqual([
      [3, 0, 1],
      [1, 1, 0],
      [0, 0, 0],
    ]);
  });

  it("gives overall accuracy: right predictions over all images", () => {
    expect(accuracyOf(confusion)).toBe(4 / 6);
  });

  it("averages the recall of the classes that the test set holds", () => {
    expect(recallByClass(confusion)).toEqual([
      { recall: 0.75, count: 4 },
      { recall: 0.5, count: 2 },
      { recall: null, count: 0 },
    ]);
    expect(meanClassAccuracy(confusion)).toBe(0.625);
  });

  it("has no accuracy without test images", () => {
    expect(accuracyOf(confusionOf([], [], 2))).toBeNull();
    expect(meanClassAccuracy(confusionOf([], [], 2))).toBeNull();
  });
});
