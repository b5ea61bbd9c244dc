import { describe, expect, it } from "vitest";
import { placesAlong, stripsOf } from "./strips.ts";

describe("placesAlong", () => {
  it("counts the windows of 12 pixels at every second one, and one of 11 at the end", () => {
    expect([10, 11, 12, 13, 14, 112].map(placesAlong)).toEqual([0, 1, 1, 2, 2, 51]);
  });
});

describe("stripsOf", () => {
  it("leaves a picture whole that is no higher than a strip", () => {
    expect(stripsOf(40, 40)).toEqual([{ firstRow: 0, rowCount: 40 }]);
  });

  it("shares ten rows between neighbours, so that every place is in one strip", () => {
    expect(stripsOf(41, 20)).toEqual([
      { firstRow: 0, rowCount: 20 },
      { firstRow: 10, rowCount: 20 },
      { firstRow: 20, rowCount: 20 },
      { firstRow: 30, rowCount: 11 },
    ]);
  });

  it.each([31, 32, 33, 34, 77, 400])("has the places of all %i rows, whatever a strip holds", (rows) => {
    for (const most of [1, 12, 15, 20, 31]) {
      const strips = stripsOf(rows, most);
      expect(strips.reduce((sum, { rowCount }) => sum + placesAlong(rowCount), 0)).toBe(placesAlong(rows));
      expect(strips.every(({ firstRow, rowCount }) => firstRow % 2 === 0 && firstRow + rowCount <= rows)).toBe(true);
    }
  });
});
