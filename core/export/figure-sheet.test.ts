import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layoutSheet, type SheetCell, type SheetContent } from "./figure-sheet.ts";
import { lineWidth } from "./lettering.ts";

const picture = (name: string, value: string | null = null): SheetCell<string> => ({ kind: "picture", picture: name, value });
const sheet = (changes: Partial<SheetContent<string>> = {}): SheetContent<string> => ({
  heads: null,
  columnCount: 2,
  rows: [
    { label: "fear", cells: [picture("a"), picture("b")], note: null },
    { label: "happiness", cells: [picture("c"), { kind: "nothing" }], note: null },
  ],
  caption: "Fig. 3. A caption.",
  notes: [],
  ...changes,
});

describe("layoutSheet", () => {
  it("puts pictures in an aligned grid, right of the longest class name", () => {
    const { tiles, tileSize, lines } = layoutSheet(sheet());
    const [a, b, c] = tiles;
    expect([a!.top, a!.left]).toEqual([b!.top, c!.left]);
    expect(b!.left - a!.left).toBe(c!.top - a!.top);
    expect(tileSize).toBe(330);
    const name = lines.find(({ text }) => text === "happiness")!;
    expect(name.x + lineWidth("happiness", name.size, name.weight)).toBeLessThan(c!.left);
  });

  it("is seven inches wide where the columns fill it, and narrow where there are few", () => {
    const cells = Array.from({ length: 8 }, (_, index) => picture(String(index)));
    const wide = layoutSheet(sheet({ columnCount: 8, rows: [{ label: "fear", cells, note: null }] }));
    expect(wide.width).toBeLessThanOrEqual(2100);
    expect(wide.width).toBeGreaterThan(2100 - 8); // what eight columns cannot share
    expect(layoutSheet(sheet({ columnCount: 1, rows: [{ label: "fear", cells: [picture("a")], note: null }] })).width).toBe(1020);
  });

  it("leaves room for values under the pictures, and says what an empty class is", () => {
    const bare = layoutSheet(sheet());
    const rows = [
      { label: "fear", cells: [picture("a", "0.981"), picture("b", "0.977")], note: null },
      { label: "disgust", cells: [], note: "no sample is selected" },
    ];
    const valued = layoutSheet(sheet({ rows }));
    const value = valued.lines.find(({ text }) => text === "0.981")!;
    expect(value.y).toBeGreaterThan(valued.tiles[0]!.top + valued.tileSize);
    expect(value).toMatchObject({ anchor: "middle", x: valued.tiles[0]!.left + valued.tileSize / 2 });
    expect(valued.lines.map(({ text }) => text)).toContain("no sample is selected");
    expect(valued.tiles).toHaveLength(2);
    expect(valued.height).toBeGreaterThan(bare.height);
  });

  it("writes heads over their columns, long ones in two lines at most", () => {
    const { lines, tiles, tileSize } = layoutSheet(sheet({ heads: ["RAF-DB", "A data set with a name that nobody can remember"] }));
    const over = lines.filter(({ anchor, y }) => anchor === "middle" && y < tiles[0]!.top);
    expect(over.map(({ text }) => text)).toEqual(["RAF-DB", "A data set with a", expect.stringMatching(/…$/)]);
    expect(over[0]!.x).toBe(tiles[0]!.left + tileSize / 2);
    expect(over[0]!.y).toBe(over[2]!.y); // at the bottom, next to the pictures
  });

  it("makes tiles smaller for many classes rather than a sheet that nobody can open", () => {
    const rows = Array.from({ length: 256 }, (_, index) => ({ label: `class ${index}`, cells: [picture("a")], note: null }));
    const { height, tileSize } = layoutSheet(sheet({ rows, columnCount: 1 }));
    expect(tileSize).toBe(32);
    expect(height).toBeLessThan(14_000);
  });

  it("refuses a sheet of nothing", () => {
    expect(() => layoutSheet(sheet({ rows: [] }))).toThrow("at least one column and one row");
  });

  it("keeps every tile and line within the sheet, and tiles apart, whatever stands in it", () => {
    const cell = fc.oneof(
      fc.record({ kind: fc.constant("picture" as const), picture: fc.constant("p"), value: fc.option(fc.string({ maxLength: 30 })) }),
      fc.constant({ kind: "nothing" as const }),
    );
    const content = fc.integer({ min: 1, max: 24 }).chain((columnCount) =>
      fc.record({
        heads: fc.option(fc.array(fc.string({ maxLength: 60 }), { minLength: columnCount, maxLength: columnCount })),
        columnCount: fc.constant(columnCount),
        rows: fc.array(
          fc.record({
            label: fc.constantFrom("fear", "neutral", "怒り"),
            cells: fc.array(cell, { maxLength: columnCount }),
            note: fc.constant(null),
          }),
          { minLength: 1, maxLength: 12 },
        ),
        caption: fc.lorem({ maxCount: 60 }),
        notes: fc.array(fc.lorem({ maxCount: 20 }), { maxLength: 3 }),
      }),
    );
    fc.assert(
      fc.property(content, (any) => {
        const { width, height, tileSize, tiles, lines } = layoutSheet(any);
        for (const { left, top } of tiles) {
          expect(Number.isInteger(left) && Number.isInteger(top)).toBe(true); // pixels are laid on pixels
          expect(left + tileSize).toBeLessThanOrEqual(width);
          expect(top + tileSize).toBeLessThanOrEqual(height);
        }
        const places = tiles.map(({ left, top }) => `${Math.floor(left / (tileSize + 1))} ${Math.floor(top / (tileSize + 1))}`);
        expect(new Set(places).size).toBe(tiles.length);
        for (const { y, size } of lines) expect(y > 0 && y - size >= 0 && y <= height).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
