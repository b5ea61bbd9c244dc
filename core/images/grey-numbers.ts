// Pixels that a table writes as decimal numbers, row by row, with spaces between them: FER-2013 has its faces so.
import { PictureError } from "./picture-error.ts";
import type { Raster } from "./resize.ts";

const [zero, nine, space, tab] = [0x30, 0x39, 0x20, 0x09];

/**
 * @param text  ASCII digits, spaces and tabs
 * @returns one channel
 * @throws PictureError when there are not width * height whole numbers from 0 to 255
 */
export function rasterOfNumbers(text: Uint8Array, { width, height }: { width: number; height: number }): Raster {
  const wanted = width * height;
  if (!(wanted > 0 && wanted <= text.length)) throw wrongCount("truncated", "fewer", wanted);
  const pixels = new Uint8Array(wanted);
  let count = 0;
  for (let at = 0; at < text.length; ) {
    if (text[at] === space || text[at] === tab) {
      at++;
      continue;
    }
    const start = at;
    let value = 0;
    for (; at < text.length && text[at]! >= zero && text[at]! <= nine && value < 256; at++) value = value * 10 + text[at]! - zero;
    if (at === start || value > 255) throw new PictureError("corrupt", `is damaged (no grey value from 0 to 255 at its byte ${start})`);
    if (count === wanted) throw wrongCount("corrupt", "more", wanted);
    pixels[count++] = value;
  }
  if (count < wanted) throw wrongCount("truncated", String(count), wanted);
  return { pixels, width, height, channels: 1 };
}

const wrongCount = (fault: "truncated" | "corrupt", found: string, wanted: number): PictureError =>
  new PictureError(fault, `has ${found} grey values where ${wanted} are wanted`);
