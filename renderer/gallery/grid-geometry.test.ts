import { describe, expect, it } from "vitest";
import { gridGeometry, pictureSizeFor, rankAfter } from "./grid-geometry.ts";

describe("gridGeometry", () => {
  it("fills the width with as many tiles of the wanted size as fit", () => {
    // 9 * 96 + 8 * 6 = 912 fits into 1000, ten would not; the 88 left go to the tiles
    expect(gridGeometry(1000, 96, 1803)).toEqual({ columns: 9, tileSize: 105, rowHeight: 111, rowCount: 201 });
  });

  it("keeps one column in a width that is too small", () => expect(gridGeometry(30, 96, 5).columns).toBe(1));
});

describe("rankAfter", () => {
  // 10 faces in rows of 4: ranks 0-3, 4-7, 8-9
  const from = (rank: number) => (move: Parameters<typeof rankAfter>[0]) => rankAfter(move, rank, 10, 4, 3);

  it("moves by one and by a row", () => {
    const move = from(5);
    expect([move("left"), move("right"), move("up"), move("down")]).toEqual([4, 6, 1, 9]);
  });

  it("stops at the ends", () => {
    expect([from(0)("left"), from(2)("up"), from(9)("right"), from(9)("down"), from(8)("down")]).toEqual([0, 2, 9, 9, 8]);
  });

  it("reaches the short last row from any column above it", () => expect(from(7)("down")).toBe(9));

  it("pages by what is on screen less one row, and jumps to both ends", () => {
    expect([from(1)("page-down"), from(9)("page-up"), from(5)("home"), from(5)("end")]).toEqual([9, 1, 0, 9]);
  });
});

describe("pictureSizeFor", () => {
  it("asks for the next of a few sizes, in device pixels", () => {
    expect([pictureSizeFor(90, 1), pictureSizeFor(97, 1), pictureSizeFor(97, 2), pictureSizeFor(900, 2)]).toEqual([96, 160, 224, 480]);
  });
});
