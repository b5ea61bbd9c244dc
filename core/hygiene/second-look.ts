// The second look at two pictures whose hashes are near: are they one photograph? Faces of one pose and light have near hashes, and a list
// that is full of those would be read by nobody. What tells them apart is the fine detail, once a crop of a few per cent is undone. Pure.
import { hashedSize as size } from "./perceptual-hash.ts";

/** Two pictures are one photograph from here on; docs/data-sets.md has the figures. */
export const leastLikeness = 0.95;
/** Below this correlation of the grey values, no crop that is undone makes one photograph of two. */
const leastGrey = 0.8;

/** Pixels around the middle that are compared: so many from each edge, a crop has lost others. */
const margin = 2;
/** Detail is what is left of a pixel without the mean of the 5 x 5 around it. */
const reach = 2;

/** How `other` lies over `one`: scaled around the middle, then moved, in pixels. */
interface Fit {
  scale: number;
  right: number;
  down: number;
}
const unmoved: Fit = { scale: 1, right: 0, down: 0 };
/** A crop of 3 % at one edge is a move by half a pixel and a scale of 0.97. */
const farthest = { scale: 0.061, move: 1.5 };

/**
 * How alike two small grey pictures are in their detail, -1 to 1, where they lie over one another as well as they can (scaled by up to
 * 6 %, moved by up to 1.5 pixels). Brightness and contrast do not count; flat pictures are like nothing: 0.
 *
 * @param one, other  [32, 32] grey values
 * @param isMirrored  `other` is turned around first
 */
export function likeness(one: Uint8Array, other: Uint8Array, isMirrored: boolean): number {
  const turned = isMirrored ? mirrored(other) : other;
  if (correlation(Float64Array.from(one), Float64Array.from(turned), unmoved) < leastGrey) return 0;
  const [detail, otherDetail] = [detailOf(one), detailOf(turned)];
  let best = { fit: unmoved, value: correlation(detail, otherDetail, unmoved) };
  for (const step of [0.5, 0.25]) {
    for (let isBetter = true; isBetter; ) {
      isBetter = false;
      for (const fit of neighboursOf(best.fit, step)) {
        const value = correlation(detail, otherDetail, fit);
        if (value <= best.value + 1e-9) continue;
        best = { fit, value };
        isBetter = true;
      }
    }
  }
  return best.value;
}

/** @param step  in pixels; a scale moves the edge by as much */
function neighboursOf({ scale, right, down }: Fit, step: number): Fit[] {
  const change = step / (size / 2);
  const fits = [-1, 1].flatMap((sign) => [
    { scale: scale + sign * change, right, down },
    { scale, right: right + sign * step, down },
    { scale, right, down: down + sign * step },
  ]);
  const isNear = (fit: Fit) =>
    Math.abs(fit.scale - 1) <= farthest.scale && Math.abs(fit.right) <= farthest.move && Math.abs(fit.down) <= farthest.move;
  return fits.filter(isNear);
}

/** Of the pixels away from the edges, `other` read between its pixels (bilinear). */
function correlation(one: Float64Array, other: Float64Array, { scale, right, down }: Fit): number {
  const middle = (size - 1) / 2;
  const inside = (place: number) => Math.min(size - 1.001, Math.max(0, place));
  let [sumOne, sumOther, squaresOne, squaresOther, products] = [0, 0, 0, 0, 0];
  for (let y = margin; y < size - margin; y++) {
    const row = inside((y - middle) * scale + middle + down);
    const above = Math.floor(row);
    const below = row - above;
    for (let x = margin; x < size - margin; x++) {
      const column = inside((x - middle) * scale + middle + right);
      const left = Math.floor(column);
      const beside = column - left;
      const at = above * size + left;
      const upper = other[at]! + beside * (other[at + 1]! - other[at]!);
      const lower = other[at + size]! + beside * (other[at + size + 1]! - other[at + size]!);
      const b = upper + below * (lower - upper);
      const a = one[y * size + x]!;
      sumOne += a;
      sumOther += b;
      squaresOne += a * a;
      squaresOther += b * b;
      products += a * b;
    }
  }
  const count = (size - 2 * margin) ** 2;
  const varianceOne = squaresOne - (sumOne * sumOne) / count;
  const varianceOther = squaresOther - (sumOther * sumOther) / count;
  const isFlat = varianceOne < count * 1e-3 || varianceOther < count * 1e-3; // rounding alone makes as much
  return isFlat ? 0 : (products - (sumOne * sumOther) / count) / Math.sqrt(varianceOne * varianceOther);
}

function detailOf(grey: Uint8Array): Float64Array {
  const detail = new Float64Array(size * size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      let sum = 0;
      let count = 0;
      for (let v = Math.max(0, y - reach); v <= Math.min(size - 1, y + reach); v++) {
        for (let u = Math.max(0, x - reach); u <= Math.min(size - 1, x + reach); u++, count++) sum += grey[v * size + u]!;
      }
      detail[y * size + x] = grey[y * size + x]! - sum / count;
    }
  }
  return detail;
}

const mirrored = (grey: Uint8Array): Uint8Array => grey.map((_, place) => grey[place - 2 * (place % size) + size - 1]!);
