// Boxes, and how they move from network to network (facenet-pytorch's bbreg, rerec and pad). Pure.
import type { Part } from "./area-means.ts";

/** A box that may be a face's; its sides are in pixels of the picture, may lie between them and outside of it. */
export interface Candidate {
  left: number;
  top: number;
  right: number;
  bottom: number;
  /** That it is a face, 0 to 1, in single precision: so likely ones are equally likely, and the order decides, as in the reference. */
  probability: number;
}

/**
 * The box with each side moved by a share of its size.
 *
 * @param shares  left, top, right, bottom, from `at` on
 * @param extra   pixels of its width and height beyond right - left and bottom - top: P-Net was trained without, the others with 1
 */
export function withSidesMoved(box: Candidate, shares: Float32Array, at: number, extra: 0 | 1): Candidate {
  const width = box.right - box.left + extra;
  const height = box.bottom - box.top + extra;
  return {
    left: box.left + shares[at]! * width,
    top: box.top + shares[at + 1]! * height,
    right: box.right + shares[at + 2]! * width,
    bottom: box.bottom + shares[at + 3]! * height,
    probability: box.probability,
  };
}

/** The square of the longer side around the same middle. */
export function squareAround({ left, top, right, bottom, probability }: Candidate): Candidate {
  const [width, height] = [right - left, bottom - top];
  const side = Math.max(width, height);
  const [squareLeft, squareTop] = [left + (width - side) / 2, top + (height - side) / 2];
  return { left: squareLeft, top: squareTop, right: squareLeft + side, bottom: squareTop + side, probability };
}

/**
 * The pixels of a box, which the next network sees; null where it has none within the picture. Sides are cut to whole numbers and counted
 * from 1, as in the MATLAB program that the networks were trained with. What lies outside is left away, so that the rest is stretched.
 */
export function partInside(box: Candidate, width: number, height: number): Part | null {
  const part = {
    left: Math.max(Math.trunc(box.left), 1) - 1,
    top: Math.max(Math.trunc(box.top), 1) - 1,
    right: Math.min(Math.trunc(box.right), width),
    bottom: Math.min(Math.trunc(box.bottom), height),
  };
  return part.left < part.right && part.top < part.bottom ? part : null;
}

/**
 * The softmax of two values whose difference is this, rounded to single precision where PyTorch rounds it: near 1 its sum has steps twice as
 * large as those of the quotient, so that likely boxes are equally likely more often than a quotient rounded once would have it.
 */
export function probabilityOf(logOdds: number): number {
  const smaller = Math.fround(Math.exp(-Math.abs(logOdds)));
  const sum = Math.fround(1 + smaller);
  return Math.fround((logOdds >= 0 ? 1 : smaller) / sum);
}
