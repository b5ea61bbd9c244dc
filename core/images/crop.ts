// A box cut out of a picture, as Pillow's Image.crop does it: what lies outside of the picture is black.
import type { Box } from "./picture-address.ts";
import { PictureError } from "./picture-error.ts";
import { pixelLimit } from "./picture-limits.ts";
import type { Raster } from "./resize.ts";

/** @throws PictureError when nothing of the picture is inside the box, or the box is larger than any picture may be */
export function crop({ pixels, width, height, channels }: Raster, box: Box): Raster {
  const [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom].map(Math.round) as [number, number, number, number];
  const size = { width: right - left, height: bottom - top };
  const [fromX, toX, fromY, toY] = [Math.max(0, left), Math.min(width, right), Math.max(0, top), Math.min(height, bottom)];
  if (fromX >= toX || fromY >= toY) {
    const reason = `has nothing inside its box (${left},${top} to ${right},${bottom} of ${width} x ${height} pixels)`;
    throw new PictureError("no-face", reason);
  }
  if (size.width * size.height > pixelLimit)
    throw new PictureError("too-large", `has a box of ${size.width} x ${size.height} pixels, more than a face needs`);
  const result = new Uint8Array(size.width * size.height * channels);
  for (let y = fromY; y < toY; y++) {
    const row = pixels.subarray((y * width + fromX) * channels, (y * width + toX) * channels);
    result.set(row, ((y - top) * size.width + fromX - left) * channels);
  }
  return { pixels: result, ...size, channels };
}
