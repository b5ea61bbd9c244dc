import { describe, expect, it } from "vitest";
import { columnsThatFit } from "./columns-that-fit.ts";

describe("the columns that fit", () => {
  it("are as many as have room beside the names, at the tile that the height gives", () => {
    expect(columnsThatFit(150 + 10 * 100, 7 * 100, 7, false)).toBe(10); // tiles of 94 pixels and their gap
  });

  it("are more when values under the pictures make tiles smaller", () => {
    expect(columnsThatFit(1150, 700, 7, true)).toBe(12);
  });

  it("are never none, and never more than a figure may have", () => {
    expect(columnsThatFit(0, 0, 7, false)).toBe(1);
    expect(columnsThatFit(10_000, 400, 7, false)).toBe(24);
    expect(columnsThatFit(1150, 10_000, 1, false)).toBe(4); // no tile grows beyond 208 pixels
  });
});
