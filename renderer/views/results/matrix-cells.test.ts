import { describe, expect, it } from "vitest";
import { cellAfter, shareOfRow } from "./matrix-cells.ts";

const confusion = [
  [6, 2],
  [0, 0],
];

describe("the confusion matrix", () => {
  it("colours a cell by its share of the true class", () => expect(shareOfRow(confusion, 0, 1)).toBe(0.25));
  it("knows no share of a class without test images", () => expect(shareOfRow(confusion, 1, 0)).toBeNull());

  it("is walked by arrow keys and ends at its edges", () => {
    const at = { label: 1, predicted: 2 };
    expect(cellAfter("ArrowUp", at, 3)).toEqual({ label: 0, predicted: 2 });
    expect(cellAfter("ArrowRight", at, 3)).toEqual({ label: 1, predicted: 2 });
    expect(cellAfter("Enter", at, 3)).toBeNull();
  });

  it("is entered at its first cell", () => {
    expect(cellAfter("ArrowDown", { label: null, predicted: null }, 3)).toEqual({ label: 0, predicted: 0 });
  });
});
