// A figure of pictures as a sheet for print: which tile and which words lie where, in pixels at 300 dpi. Pure numbers; draw-sheet.ts
// makes the file of them.
import { breakLines, lineWidth, shortenLine, type Weight } from "./lettering.ts";

export const dotsPerInch = 300;

/** A cell of the figure. `Picture` is whatever the drawing needs to find the pixels. */
export type SheetCell<Picture> =
  | { kind: "picture"; picture: Picture; value: string | null }
  /** A picture that must not be shown, or cannot be read: a tile that says so. */
  | { kind: "placeholder"; words: string; value: string | null }
  | { kind: "nothing" };

export interface SheetContent<Picture> {
  /** Over the columns; null where they have no names. */
  heads: readonly string[] | null;
  columnCount: number;
  rows: readonly { label: string; cells: readonly SheetCell<Picture>[] /** Said in the place of cells. */; note: string | null }[];
  caption: string;
  /** Below the caption, smaller: what licences want said. */
  notes: readonly string[];
}

export interface SheetTile<Picture> {
  left: number;
  top: number;
  cell: Exclude<SheetCell<Picture>, { kind: "nothing" }>;
}

export interface SheetLine {
  text: string;
  x: number;
  /** Its base line. */
  y: number;
  size: number;
  weight: Weight;
  anchor: "start" | "middle" | "end";
  look: "strong" | "soft";
}

export interface SheetLayout<Picture> {
  width: number;
  height: number;
  tileSize: number;
  tiles: SheetTile<Picture>[];
  lines: SheetLine[];
}

const points = (count: number): number => (count * dotsPerInch) / 72;
const type = { head: points(10), label: points(10), value: points(7), caption: points(9), note: points(7) };
const leading = 1.35;
/** As wide as the text of a printed page at most where the columns allow it, and as one column of it at least. */
const [pageWidth, columnWidth] = [7 * dotsPerInch, 3.4 * dotsPerInch];
const margin = 50;
const gap = 18;
const labelGap = 40;
const [smallestTile, largestTile] = [32, 330];
/** Where there are many classes tiles become small rather than the sheet higher: 256 of them are 40 million pixels. */
const usualHeight = 9_000;

/** @throws RangeError for a sheet without columns or rows: a defect of who made it */
export function layoutSheet<Picture>(content: SheetContent<Picture>): SheetLayout<Picture> {
  const { heads, columnCount, rows, caption, notes } = content;
  if (columnCount < 1 || rows.length === 0) throw new RangeError("A sheet has at least one column and one row.");
  const labelWidth = Math.ceil(Math.max(...rows.map(({ label }) => lineWidth(label, type.label, "semibold"))));
  const left = margin + labelWidth + labelGap;
  const hasValues = rows.some(({ cells }) => cells.some((cell) => cell.kind !== "nothing" && cell.value !== null));
  const valueHeight = hasValues ? Math.round(type.value * leading) : 0;
  const tileSize = tileSizeOf(pageWidth - left - margin, columnCount, rows.length, valueHeight);
  const width = Math.max(columnWidth, left + columnCount * (tileSize + gap) - gap + margin);
  const headLines = (heads ?? []).map((head) => headOf(head, tileSize + gap));
  const headHeight = Math.max(0, ...headLines.map(({ length }) => length)) * Math.round(type.head * leading);
  const top = margin + (heads ? headHeight + gap / 2 : 0);
  const columnMiddle = (column: number) => left + column * (tileSize + gap) + tileSize / 2;
  const tiles: SheetTile<Picture>[] = [];
  const lines: SheetLine[] = [];
  headLines.forEach((words, column) => {
    words.forEach((text, index) => {
      const y = margin + headHeight - (words.length - 1 - index) * Math.round(type.head * leading) - type.head * (leading - 1);
      lines.push({ text, x: columnMiddle(column), y, size: type.head, weight: "semibold", anchor: "middle", look: "strong" });
    });
  });
  rows.forEach(({ label, cells, note }, row) => {
    const rowTop = top + row * (tileSize + gap + valueHeight);
    const y = rowTop + tileSize / 2 + type.label * 0.36; // capitals of Inter are 0.73 em high
    lines.push({ text: label, x: margin, y, size: type.label, weight: "semibold", anchor: "start", look: "strong" });
    if (note !== null) lines.push({ text: note, x: left, y, size: type.caption, weight: "regular", anchor: "start", look: "soft" });
    cells.forEach((cell, column) => {
      if (cell.kind === "nothing") return;
      tiles.push({ left: left + column * (tileSize + gap), top: rowTop, cell });
      if (cell.value === null) return;
      const text = shortenLine(cell.value, type.value, "regular", tileSize + gap);
      const valueY = rowTop + tileSize + type.value;
      lines.push({ text, x: columnMiddle(column), y: valueY, size: type.value, weight: "regular", anchor: "middle", look: "soft" });
    });
  });
  const below = top + rows.length * (tileSize + gap + valueHeight) + gap;
  const captioned = textBlock([caption], type.caption, "strong", width, below, lines);
  const noted = notes.length === 0 ? captioned : textBlock(notes, type.note, "soft", width, captioned + gap, lines);
  return { width, height: Math.ceil(noted + margin), tileSize, tiles, lines };
}

/** A name over a column, in two lines at most. */
function headOf(head: string, width: number): string[] {
  const [first, ...rest] = breakLines(head, type.head, "semibold", width);
  return [first ?? "", ...(rest.length > 0 ? [rest.join(" ")] : [])].map((line) => shortenLine(line, type.head, "semibold", width));
}

/** The tile that fills the width, unless the rows would make the sheet too high. */
function tileSizeOf(width: number, columnCount: number, rowCount: number, valueHeight: number): number {
  const ofWidth = Math.floor((width + gap) / columnCount) - gap;
  const ofHeight = Math.floor(usualHeight / rowCount) - gap - valueHeight;
  return Math.max(smallestTile, Math.min(largestTile, ofWidth, ofHeight));
}

/** Adds paragraphs to the lines. @returns where they end */
function textBlock(
  texts: readonly string[],
  size: number,
  look: SheetLine["look"],
  width: number,
  top: number,
  lines: SheetLine[],
): number {
  let y = top;
  for (const paragraph of texts) {
    for (const text of breakLines(paragraph, size, "regular", width - 2 * margin)) {
      lines.push({ text, x: margin, y: y + size, size, weight: "regular", anchor: "start", look });
      y += Math.round(size * leading);
    }
  }
  return y;
}
