import { describe, expect, it } from "vitest";
import { rowsOfSamePool } from "./same-pool.ts";
import { type SampleTable, type Split, splits } from "./sample-table.ts";

function dataset(roots: Record<string, string>, ...rows: [Split, string][]) {
  const table = {
    count: rows.length,
    files: rows.map(([, file]) => file),
    split: Uint8Array.from(rows, ([split]) => splits.indexOf(split)),
  };
  return { roots, samples: table as SampleTable };
}

const mined = dataset(
  { "raf-db": "/raf", ms1m: "/faces" },
  ["anchor", "raf-db/1"],
  ["pool", "ms1m/a"],
  ["pool", "ms1m/b"],
  ["pool", "ms1m/c"],
);

describe("rowsOfSamePool", () => {
  it("finds the same pictures behind other anchors, under another name of their folder", () => {
    const other = dataset(
      { fer2013: "/fer", pool: "/faces" },
      ["anchor", "fer2013/1"],
      ["anchor", "fer2013/2"],
      ["pool", "pool/a"],
      ["pool", "pool/b"],
      ["pool", "pool/c"],
      ["test", "fer2013/3"],
    );
    expect([...rowsOfSamePool(mined, other, [1, 3])]).toEqual([2, 4]);
  });

  it.each([
    ["another picture in its place", ["a", "x", "c"]],
    ["another length", ["a", "b", "c", "d"]],
  ])("refuses a pool with %s", (_, names) => {
    const other = dataset({ "": "/faces" }, ...names.map((name): [Split, string] => ["pool", name]));
    expect(() => rowsOfSamePool(mined, other, [2])).toThrow("/faces/b: found a selected picture that the pool of the other data set lacks");
  });
});
