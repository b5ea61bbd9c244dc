// A sheet as a PNG of 300 dpi on white: words as outlines, pictures from their own files, never from a window. The same sheet gives the
// same bytes, so nothing in it knows the time.
import { withPngText } from "../distillation/png-text.ts";
import { PictureError } from "../images/picture-error.ts";
import { sharp } from "../images/sharp.ts";
import { dotsPerInch, type SheetLayout, type SheetLine } from "./figure-sheet.ts";
import { breakLines, lineSvg } from "./lettering.ts";
import { pictureTile } from "./picture-tile.ts";

const colours: Record<SheetLine["look"], string> = { strong: "#14171d", soft: "#4d5563" };
const placeholder = { fill: "#f1f2f5", line: "#c9ced7" };
/** So many pictures are decoded at once, beside the window's. */
const atOnce = 8;

/** A tile and what is drawn in it: pixels, or words. */
interface DrawnTile {
  left: number;
  top: number;
  content: Buffer | string;
}

/**
 * @param layout    its pictures are addresses of picture-address.ts, their files absolute
 * @param texts     by PNG keyword: what the file says of itself, in Latin-1
 * @returns also how many pictures could not be read; their tiles say why
 */
export async function drawSheet(
  layout: SheetLayout<string>,
  texts: Readonly<Record<string, string>>,
): Promise<{ png: Uint8Array; unreadableCount: number }> {
  const { width, height, tileSize } = layout;
  const drawn = await drawTiles(layout);
  const raw = { width: tileSize, height: tileSize, channels: 3 } as const;
  const pictures = drawn.flatMap(({ content, left, top }) => (typeof content === "string" ? [] : [{ input: content, raw, left, top }]));
  const png = await sharp({ create: { width, height, channels: 3, background: "#ffffff" } })
    .composite([{ input: Buffer.from(svgOf(layout, drawn)), left: 0, top: 0 }, ...pictures])
    .removeAlpha()
    .withDensity(dotsPerInch)
    .png({ compressionLevel: 9 })
    .toBuffer();
  return {
    png: Object.entries(texts).reduceRight<Uint8Array>((written, [keyword, text]) => withPngText(written, keyword, text), png),
    unreadableCount: layout.tiles.filter(({ cell }) => cell.kind === "picture").length - pictures.length,
  };
}

async function drawTiles({ tiles, tileSize }: SheetLayout<string>): Promise<DrawnTile[]> {
  const drawn: DrawnTile[] = [];
  for (let first = 0; first < tiles.length; first += atOnce) {
    const some = tiles.slice(first, first + atOnce).map(async ({ cell, left, top }) => ({
      left,
      top,
      content: cell.kind === "picture" ? await pixelsOrReason(cell.picture, tileSize) : cell.words,
    }));
    drawn.push(...(await Promise.all(some)));
  }
  return drawn;
}

async function pixelsOrReason(address: string, size: number): Promise<Buffer | string> {
  try {
    return await pictureTile(address, size);
  } catch (error) {
    if (error instanceof PictureError) return `This file ${error.reason}`;
    throw error;
  }
}

function svgOf({ width, height, tileSize, lines }: SheetLayout<string>, drawn: readonly DrawnTile[]): string {
  const shapes = [
    ...drawn.flatMap(({ content, left, top }) => (typeof content === "string" ? [placeholderSvg(left, top, tileSize, content)] : [])),
    ...lines.map(({ text, look, ...place }) => lineSvg(text, { ...place, colour: colours[look] })),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${shapes.join("")}</svg>`;
}

/** A tile with words in its middle, as many lines of them as it holds. */
function placeholderSvg(left: number, top: number, side: number, words: string): string {
  const size = Math.max(10, Math.min(28, side / 9));
  const leading = size * 1.3;
  const lines = breakLines(words, size, "regular", side * 0.86).slice(0, Math.max(1, Math.floor((side * 0.9) / leading)));
  const first = top + side / 2 - ((lines.length - 1) * leading) / 2 + size * 0.36;
  const x = left + side / 2;
  const text = lines.map((line, index) =>
    lineSvg(line, { x, y: first + index * leading, size, weight: "regular", anchor: "middle", colour: colours.soft }),
  );
  const { fill, line } = placeholder;
  const inner = side - 2;
  const frame = `<rect x="${left + 1}" y="${top + 1}" width="${inner}" height="${inner}" fill="${fill}" stroke="${line}" stroke-width="2"/>`;
  return frame + text.join("");
}
