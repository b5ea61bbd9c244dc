// Colour to grey and back, as Pillow's convert("L") does it: ITU-R BT.601 luma in 16-bit fixed point. libvips goes through
// linear light instead and differs by up to 4 levels.
import type { Raster } from "./resize.ts";

/** The picture in 1 or 3 channels; alpha is dropped, as Pillow does. The source itself when nothing changes. */
export function withChannels(source: Raster, channels: 1 | 3): Raster {
  if (source.channels === channels) return source;
  const { pixels, width, height } = source;
  const isGrey = source.channels < 3;
  const result = new Uint8Array(width * height * channels);
  for (let i = 0, from = 0; i < width * height; i++, from += source.channels) {
    const red = pixels[from]!;
    const green = isGrey ? red : pixels[from + 1]!;
    const blue = isGrey ? red : pixels[from + 2]!;
    if (channels === 1) {
      result[i] = (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
    } else {
      result[i * 3] = red;
      result[i * 3 + 1] = green;
      result[i * 3 + 2] = blue;
    }
  }
  return { pixels: result, width, height, channels };
}
