// Words as outlines of Inter. What librsvg finds of typefaces differs from machine to machine, and it can open none of the window's
// files; outlines are the same everywhere, and their widths are known before anything is drawn. A line with a letter that is not among
// them (Chinese, Arabic, ...) is left to the machine's own typeface.
import { escapeXml } from "../images/escape-xml.ts";
import inter from "./inter-outlines.json" with { type: "json" };

export type Weight = "regular" | "semibold";

interface Outlines {
  /** "advance path", both in units of the em, y downwards from the base line. */
  letters: Readonly<Record<string, string>>;
  /** By pair of letters: how much nearer the second stands, as a negative number. */
  kerning: Readonly<Record<string, number>>;
}

const outlinesOf: Record<Weight, Outlines> = inter;
const { unitsPerEm } = inter;

/** A letter of a line, and where it stands, in units of the em. */
interface Placed {
  path: string;
  at: number;
}

/** Width of a line in pixels. @param size  of the type, in pixels */
export function lineWidth(text: string, size: number, weight: Weight): number {
  const line = setLine(text, weight);
  return line ? (line.width * size) / unitsPerEm : foreignWidth(text) * size;
}

/**
 * A line as SVG.
 *
 * @param x  its left edge, its middle or its right edge, by `anchor`
 * @param y  its base line
 */
export function lineSvg(
  text: string,
  {
    x,
    y,
    size,
    weight,
    anchor,
    colour,
  }: { x: number; y: number; size: number; weight: Weight; anchor: "start" | "middle" | "end"; colour: string },
): string {
  const left = x - lineWidth(text, size, weight) * { start: 0, middle: 0.5, end: 1 }[anchor];
  const line = setLine(text, weight);
  if (!line) {
    const bold = weight === "semibold" ? ' font-weight="600"' : "";
    return `<text x="${round(x)}" y="${round(y)}" font-family="sans-serif" font-size="${size}"${bold} text-anchor="${anchor}" fill="${colour}">${escapeXml(text)}</text>`;
  }
  const letters = line.letters.map(({ path, at }) =>
    at === 0 ? `<path d="${path}"/>` : `<path transform="translate(${at})" d="${path}"/>`,
  );
  const scale = (size / unitsPerEm).toFixed(6);
  return `<g fill="${colour}" transform="translate(${round(left)} ${round(y)}) scale(${scale})">${letters.join("")}</g>`;
}

/** Breaks a text into lines no wider than `width` pixels; a word that is wider stands alone. */
export function breakLines(text: string, size: number, weight: Weight, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines[lines.length - 1];
    const longer = `${last} ${word}`;
    if (last !== undefined && lineWidth(longer, size, weight) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** The line, or as much of it as fits and an ellipsis. */
export function shortenLine(text: string, size: number, weight: Weight, width: number): string {
  if (lineWidth(text, size, weight) <= width) return text;
  const letters = Array.from(text);
  while (letters.length > 1 && lineWidth(`${letters.join("").trimEnd()}…`, size, weight) > width) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}

function setLine(text: string, weight: Weight): { letters: Placed[]; width: number } | null {
  const { letters, kerning } = outlinesOf[weight];
  const placed: Placed[] = [];
  let at = 0;
  let before = "";
  for (const letter of text.normalize("NFC")) {
    if (!Object.hasOwn(letters, letter)) return null;
    const [advance, path = ""] = splitOnce(letters[letter]!);
    at += Object.hasOwn(kerning, before + letter) ? kerning[before + letter]! : 0;
    if (path !== "") placed.push({ path, at });
    at += Number(advance);
    before = letter;
  }
  return { letters: placed, width: at };
}

function splitOnce(glyph: string): [string, string] {
  const space = glyph.indexOf(" ");
  return [glyph.slice(0, space), glyph.slice(space + 1)];
}

/** In em, for lines that another typeface draws: letters of the East are as wide as they are high. */
const foreignWidth = (text: string): number => Array.from(text).reduce((sum, letter) => sum + (letter >= "\u2e80" ? 1 : 0.6), 0);

const round = (value: number): number => Math.round(value * 100) / 100;
