import { describe, expect, it } from "vitest";
import { personCounts, sharedPersons } from "./shared-identities.ts";

const [anchor, pool, test] = [0, 1, 2];
const table = (rows: [split: number, person: number][]) => ({
  count: rows.length,
  split: Uint8Array.from(rows, ([split]) => split),
  person: Int32Array.from(rows, ([, person]) => person),
});

describe("sharedPersons", () => {
  it("names persons of two parts, those in the test first, with their pictures", () => {
    const rows = table([
      [anchor!, 7],
      [pool!, 7],
      [pool!, 7],
      [pool!, 8],
      [anchor!, 9],
      [test!, 9],
    ]);
    expect(sharedPersons(rows)).toEqual([
      { person: 9, count: { anchor: 1, pool: 0, test: 1 }, firstRow: { anchor: 4, pool: null, test: 5 } },
      { person: 7, count: { anchor: 1, pool: 2, test: 0 }, firstRow: { anchor: 0, pool: 1, test: null } },
    ]);
    expect(personCounts(rows)).toEqual({ anchor: 2, pool: 2, test: 1 });
  });

  it("takes pictures without a known person for nobody's", () => {
    const rows = table([
      [anchor!, -1],
      [test!, -1],
    ]);
    expect(sharedPersons(rows)).toEqual([]);
    expect(personCounts(rows)).toEqual({ anchor: 0, pool: 0, test: 0 });
  });
});
