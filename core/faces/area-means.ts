// Pictures and parts of them in other sizes, each value the mean of the area that it covers: PyTorch's interpolate(mode="area"), which
// facenet-pytorch calls imresample. The sum over any rectangle is four look-ups in a table of running sums, so that a pyramid and hundreds
// of parts cost one pass over the picture, and then nothing that grows with the area. Pure.
import type { Raster } from "../images/resize.ts";

/** sums[(y (width + 1) + x) channels + c] is the sum of channel c above row y and left of column x, wrapped around at 32 bits. */
export interface PictureSums {
  sums: Int32Array;
  width: number;
  height: number;
  channels: number;
}

/** Pixels with left <= x < right and top <= y < bottom; at most 16 million, or their sum wraps around too. */
export interface Part {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** [rows, columns] of the means. */
export interface Grid {
  rows: number;
  columns: number;
}

export function pictureSums({ pixels, width, height, channels }: Raster): PictureSums {
  const line = (width + 1) * channels;
  const sums = new Int32Array(line * (height + 1));
  for (let y = 0; y < height; y++) {
    const from = y * width * channels;
    const above = y * line + channels;
    for (let c = 0; c < channels; c++) {
      let inRow = 0;
      for (let x = c; x < width * channels; x += channels) {
        inRow += pixels[from + x]!;
        sums[above + line + x] = sums[above + x]! + inRow;
      }
    }
  }
  return { sums, width, height, channels };
}

/**
 * Writes the means of a part, 0 to 255 as -1 to 1 (less 127.5, times 2^-7), which is what MTCNN's networks were trained on.
 *
 * @param part    within the picture, not empty
 * @param target  [rows, columns, channels] from `offset` on
 */
export function writeAreaMeans(picture: PictureSums, part: Part, { rows, columns }: Grid, target: Float32Array, offset: number): void {
  const { sums, width, channels } = picture;
  const across = coverOf(part.left, part.right - part.left, columns, channels);
  const down = coverOf(part.top, part.bottom - part.top, rows, (width + 1) * channels);
  let to = offset;
  for (let row = 0; row < rows; row++) {
    const above = down.from[row]!;
    const below = down.to[row]!;
    for (let column = 0; column < columns; column++) {
      const before = across.from[column]!;
      const after = across.to[column]!;
      const share = down.share[row]! * across.share[column]! * 2 ** -7;
      for (let c = 0; c < channels; c++) {
        const sum = sums[below + after + c]! - sums[below + before + c]! - sums[above + after + c]! + sums[above + before + c]!;
        target[to++] = (sum >>> 0) * share - 127.5 * 2 ** -7;
      }
    }
  }
}

/** What each value covers along one axis, in places of the table, and 1 / its pixels. Neighbours overlap by a pixel where they share it. */
interface Cover {
  from: Int32Array;
  to: Int32Array;
  share: Float64Array;
}

/** @param step  from one pixel to the next in the table */
function coverOf(first: number, length: number, count: number, step: number): Cover {
  const cover = { from: new Int32Array(count), to: new Int32Array(count), share: new Float64Array(count) };
  for (let i = 0; i < count; i++) {
    const from = Math.floor((i * length) / count);
    const to = Math.ceil(((i + 1) * length) / count);
    cover.from[i] = (first + from) * step;
    cover.to[i] = (first + to) * step;
    cover.share[i] = 1 / (to - from);
  }
  return cover;
}
