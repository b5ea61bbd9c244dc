import { describe, expect, it } from "vitest";
import { firstPlace, placeAfter } from "./grid-cells.ts";

/** Rows of a figure: "x" is a picture, "." none. */
function figure(...rows: string[]) {
  const size = { rows: rows.length, columns: rows[0]!.length };
  const has = ({ row, column }: { row: number; column: number }) => rows[row]?.[column] === "x";
  const at = (row: number, column: number) => ({ row, column });
  return {
    from: (row: number, column: number, move: Parameters<typeof placeAfter>[0]) => placeAfter(move, at(row, column), size, has),
    size,
    has,
  };
}

describe("moving in a figure", () => {
  it("goes to the neighbour, and stays at an edge", () => {
    const { from } = figure("xx", "xx");
    expect(from(0, 0, "right")).toEqual({ row: 0, column: 1 });
    expect(from(0, 0, "down")).toEqual({ row: 1, column: 0 });
    expect(from(0, 0, "left")).toEqual({ row: 0, column: 0 });
    expect(from(1, 1, "down")).toEqual({ row: 1, column: 1 });
  });

  it("passes over what has no picture: a data set that is not there, an empty class", () => {
    const { from } = figure("x.x", "...", "x.x");
    expect(from(0, 0, "right")).toEqual({ row: 0, column: 2 });
    expect(from(0, 2, "down")).toEqual({ row: 2, column: 2 });
    expect(figure("x..").from(0, 0, "right")).toEqual({ row: 0, column: 0 });
  });

  it("leads to the ends of row and column, as far as pictures go", () => {
    const { from } = figure("xxx.", "xx..", "....");
    expect(from(0, 1, "end")).toEqual({ row: 0, column: 2 });
    expect(from(0, 2, "home")).toEqual({ row: 0, column: 0 });
    expect(from(0, 1, "page-down")).toEqual({ row: 1, column: 1 });
    expect(from(1, 1, "page-up")).toEqual({ row: 0, column: 1 });
    expect(from(0, 0, "home")).toEqual({ row: 0, column: 0 });
  });

  it("begins at the first picture in reading order", () => {
    const { size, has } = figure("...", ".x.");
    expect(firstPlace(size, has)).toEqual({ row: 1, column: 1 });
    expect(firstPlace({ rows: 1, columns: 3 }, () => false)).toBeNull();
  });
});
