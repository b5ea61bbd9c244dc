import { describe, expect, it } from "vitest";
import { rowsInView } from "./virtual-rows.ts";

describe("rowsInView", () => {
  // rows of 100 pixels, 450 on screen, two spare rows at either side
  it("is what the screen shows and a little more", () => {
    expect(rowsInView(1000, 450, 100, 50)).toEqual({ first: 8, last: 16 });
  });

  it("stops at both ends", () => {
    expect(rowsInView(0, 450, 100, 50)).toEqual({ first: 0, last: 6 });
    expect(rowsInView(4550, 450, 100, 50)).toEqual({ first: 43, last: 49 });
    expect(rowsInView(0, 450, 100, 2)).toEqual({ first: 0, last: 1 });
  });

  it("holds no row of an empty list", () => {
    const { first, last } = rowsInView(0, 450, 100, 0);
    expect(last).toBeLessThan(first);
  });
});
