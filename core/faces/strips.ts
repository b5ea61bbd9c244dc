// A large picture in strips that P-Net sees one after the other, so that its memory does not grow with the picture. Pure.
import { windowSide } from "./pyramid.ts";

/** Pixels between neighbouring places of P-Net's window. */
export const stride = 2;

/** Rows that a strip has in common with the next. */
const shared = windowSide - stride;

/** Places of P-Net's window along a side: a pool of two in between counts a last line alone, so 11 pixels are a place too. */
export const placesAlong = (length: number): number => Math.max(0, Math.ceil((length - shared) / stride));

export interface Strip {
  firstRow: number;
  rowCount: number;
}

/** Strips of at most `most` rows (but of a window at least), whose places are together those of all rows: each begins at an even row. */
export function stripsOf(rows: number, most: number): Strip[] {
  if (rows <= most) return [{ firstRow: 0, rowCount: rows }];
  const step = Math.max(1, Math.floor((most - shared) / stride)) * stride;
  const strips: Strip[] = [];
  for (let firstRow = 0; placesAlong(rows - firstRow) > 0; firstRow += step) {
    strips.push({ firstRow, rowCount: Math.min(step + shared, rows - firstRow) });
  }
  return strips;
}
