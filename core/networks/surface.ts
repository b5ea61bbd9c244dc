// What bends between the convolutions of a network: its relus and max-pools as they are, or a smooth surrogate of them over the same
// parameters. A relu that a step turns on or off is a kink, of which no derivative tells: the gradient of a loss after some steps
// (Algorithm 1, line 9) then holds for far smaller moves of the images than line 9 makes. That of the surrogate holds for longer ones.
import { lowest, maxPool2x2, maxPool3x3 } from "../tensor/max-pool.ts";
import { crop, pad } from "../tensor/pad.ts";
import { relu } from "../tensor/relu.ts";
import { residualSum } from "../tensor/residual-sum.ts";
import { smoothMaximum, softplus } from "../tensor/smooth-maximum.ts";
import type { Tensor, Tensor4D } from "../tensor/tensorflow.ts";

export interface Surface {
  relu<T extends Tensor>(x: T): T;
  /** A convolution with the relu after it; `convolve` may do both at once. */
  activated(convolve: (activation: "none" | "relu") => Tensor4D): Tensor4D;
  /** The relu of a sum. */
  residualSum(branch: Tensor4D, shortcut: Tensor4D): Tensor4D;
  /** [N, H, W, C] to [N, floor(H/2), floor(W/2), C] */
  maxPool2x2(x: Tensor4D): Tensor4D;
  /** [N, H, W, C] to [N, floor((H + 2 padding - 3) / 2) + 1, likewise, C] */
  maxPool3x3(x: Tensor4D, padding: 0 | 1): Tensor4D;
}

/** The network itself, by fused kernels. */
export const exactSurface: Surface = {
  relu,
  activated: (convolve) => convolve("relu"),
  residualSum,
  maxPool2x2,
  maxPool3x3,
};

/**
 * 1 / beta is the width of the roundings. Measured on trained learners (compact on real and on drawn faces, face-resnet): with 10, logits are
 * 7, 9 and 14 % off and 94, 100 and 91 % of the answers the same; with 5 21 to 34 %, with 20 2 to 5 %. A move of the images of 0.01 a pixel
 * against the gradient (compact, real faces, steps of 0.002 from noise) changes the exact network's loss of 0.51 by -0.10 with 5, -0.05 with
 * 10, +0.21 with 20 and +0.14 without a surrogate, so 10 is close and still smooth enough.
 */
const beta = 10;

const soften = <T extends Tensor>(x: T): T => softplus(x, beta);

/** Each relu is a softplus, each max-pool the log-sum-exp of its window. */
export const smoothSurface: Surface = {
  relu: soften,
  activated: (convolve) => soften(convolve("none")),
  residualSum: (branch, shortcut) => soften(branch.add(shortcut)),
  maxPool2x2: (x) => smoothPool(withoutOddPlaces(x), 2),
  maxPool3x3: (x, padding) => {
    const [, height, width] = x.shape;
    const after = (length: number) => padding + (length % 2); // an even number of places, one more than the last window has
    return smoothPool(pad(x, { top: padding, bottom: after(height), left: padding, right: after(width), channels: 0 }, lowest), 3);
  },
};

/** The last row or column of an odd height or width is in no 2x2 window. */
function withoutOddPlaces(x: Tensor4D): Tensor4D {
  const [, height, width, channels] = x.shape;
  if (height % 2 === 0 && width % 2 === 0) return x;
  return crop(x, { top: 0, left: 0, height: height - (height % 2), width: width - (width % 2), channels });
}

/** Every second window of 2 or 3 places to a side, along the rows and then along the columns; x has an even number of both. */
function smoothPool(x: Tensor4D, side: 2 | 3): Tensor4D {
  const [count, height, width, channels] = x.shape;
  const rows = largestOfPairs(x.reshape([count, height / 2, 2, width * channels]), side);
  const kept = rows.shape[1];
  const columns = largestOfPairs(rows.reshape([count * kept, width / 2, 2, channels]), side);
  return columns.reshape([count, kept, columns.shape[1], channels]);
}

/** [A, m, 2, B] to [A, m, 1, B]: the larger of each pair; with 3 [A, m - 1, 1, B], for which the first of the next pair counts too. */
function largestOfPairs(pairs: Tensor4D, side: 2 | 3): Tensor4D {
  const [, pairCount, , channels] = pairs.shape;
  const height = side === 2 ? pairCount : pairCount - 1;
  const at = (top: number, left: number) => crop(pairs, { top, left, height, width: 1, channels });
  const ofTwo = smoothMaximum(at(0, 0), at(0, 1), beta);
  return side === 2 ? ofTwo : smoothMaximum(ofTwo, at(1, 0), beta);
}
