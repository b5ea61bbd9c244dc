// The sizes in which a picture is shown to P-Net (Zhang et al. 2016, 3.1), which knows faces of 12 pixels only: each a fixed factor smaller
// than the one before, as facenet-pytorch counts them.
import type { Grid } from "./area-means.ts";

/** A picture's size in the pyramid. */
export interface Level extends Grid {
  /** Its pixels a pixel of the picture. */
  scale: number;
}

/** Side of P-Net's window, pixels. */
export const windowSide = 12;

/** Between neighbouring levels: half the area. */
const factor = 0.709;

/** @param smallestFace  side in pixels of the smallest faces that are looked for */
export function pyramidOf(width: number, height: number, smallestFace: number): Level[] {
  const levels: Level[] = [];
  const first = windowSide / smallestFace;
  // The shorter side is followed by itself, as there: rounding decides whether a last level is looked at.
  for (let [scale, shorter] = [first, Math.min(width, height) * first]; shorter >= windowSide; scale *= factor, shorter *= factor) {
    levels.push({ scale, rows: Math.trunc(height * scale + 1), columns: Math.trunc(width * scale + 1) });
  }
  return levels;
}
