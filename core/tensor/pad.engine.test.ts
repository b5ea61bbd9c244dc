import { describe, expect, it } from "vitest";
import { loadTensorFlow } from "./backend.ts";
import { largestDifference, normalTensor, onBothBackends } from "./backends.fixture.ts";
import { inPrecision, toFloat32 } from "./bfloat16.ts";
import { hasBfloat16 } from "./bfloat16-support.ts";
import { crop, evenly, pad } from "./pad.ts";
import type { Tensor4D } from "./tensorflow.ts";

const tf = loadTensorFlow();
const margins = { top: 1, bottom: 0, left: 0, right: 2, channels: 1 };
const x = () => normalTensor([2, 3, 4, 2], 1) as Tensor4D;

describe("padding", () => {
  it("adds rows, columns and channels of one value where they are asked for", () => {
    const padded = pad(tf.tensor4d([1, 2], [1, 1, 2, 1]), margins, 7);
    expect(padded.arraySync()).toEqual([
      [
        [7, 7, 7, 7].map(() => [7, 7]),
        [
          [1, 7],
          [2, 7],
          [7, 7],
          [7, 7],
        ],
      ],
    ]);
  });

  it("is cropped away again, forward and backward, on every backend", () => {
    const part = { top: 1, left: 0, height: 3, width: 4, channels: 2 };
    const { fused, composed } = onBothBackends(() => [crop(pad(x(), margins), part).sub(x())]);
    expect(fused.flat().every((difference) => difference === 0)).toBe(true);
    expect(composed).toEqual(fused);
  });

  it("has the gradients of the composed definitions, first and second", () => {
    const squares = (input: Tensor4D) => pad(input, margins, 3).pow(tf.scalar(3)).sum();
    const { fused, composed } = onBothBackends(() => [tf.grad(squares as never)(x()), tf.grad(tf.grad(squares as never))(x())]);
    expect(largestDifference(fused, composed)).toBeLessThan(1e-4);
    const ofCrop = (input: Tensor4D) => crop(input, { top: 1, left: 1, height: 2, width: 2, channels: 1 }).square().sum();
    const gradient = tf.grad(ofCrop as never)(tf.ones([1, 4, 4, 2]));
    expect(gradient.sum().dataSync()[0]).toBe(8); // 2 x at four places of one channel
    expect(gradient.shape).toEqual([1, 4, 4, 2]);
  });

  it.skipIf(!hasBfloat16())("follows the precision of what it pads", () => {
    const padded = pad(inPrecision(tf.ones([1, 1, 1, 1]) as Tensor4D, "bfloat16"), evenly(1), -2);
    expect(Array.from(toFloat32(padded).dataSync())).toEqual([-2, -2, -2, -2, 1, -2, -2, -2, -2]);
  });
});
