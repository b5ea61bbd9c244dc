import { describe, expect, it } from "vitest";
import { loadTensorFlow } from "./backend.ts";
import { largestDifference, normalTensor, onBothBackends, secondDerivativeErrors } from "./backends.fixture.ts";
import { maxPool2x2, maxPool3x3 } from "./max-pool.ts";
import type { Tensor, Tensor4D } from "./tensorflow.ts";

const tf = loadTensorFlow();

describe("maxPool2x2", () => {
  it("takes the largest of each window, and sends its gradient there", () => {
    const x = tf.tensor4d([1, 7, 3, 4, 5, 2, 8, 6], [1, 2, 4, 1]); // windows 1 7 / 5 2 and 3 4 / 8 6
    expect([...maxPool2x2(x).dataSync()]).toEqual([7, 8]);
    const gradient = tf.grad((input) => maxPool2x2(input as Tensor4D).mul(tf.tensor4d([10, 20], [1, 1, 2, 1])))(x);
    expect([...gradient.dataSync()]).toEqual([0, 10, 0, 0, 0, 0, 20, 0]);
  });

  it("sends the gradient of equal values to the first of them", () => {
    const gradient = tf.grad((input) => maxPool2x2(input as Tensor4D))(tf.tensor4d([3, 3, 3, 3], [1, 2, 2, 1]));
    expect([...gradient.dataSync()]).toEqual([1, 0, 0, 0]);
  });

  it("gives the values and gradients of its definition", () => {
    const { fused, composed } = onBothBackends(() => {
      const x = normalTensor([3, 6, 8, 5], 4) as Tensor4D;
      const weights = normalTensor([3, 3, 4, 5], 5);
      return [maxPool2x2(x), tf.grad((input) => maxPool2x2(input as Tensor4D).mul(weights))(x)];
    });
    expect(fused.flat()).toHaveLength(3 * 3 * 4 * 5 + 3 * 6 * 8 * 5);
    expect(largestDifference(fused, composed)).toBe(0);
  });

  it("leaves nothing behind once its gradient is there", () => {
    const x = normalTensor([1, 4, 4, 2], 6) as Tensor4D;
    const before = tf.memory().numTensors;
    tf.grad((input) => maxPool2x2(input as Tensor4D))(x).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it("leaves the last row of an odd height to no window", () => {
    const x = tf.tensor4d([1, 2, 3, 4, 9, 9], [1, 3, 2, 1]);
    expect([...maxPool2x2(x).dataSync()]).toEqual([4]);
    expect([
      ...tf
        .grad((input) => maxPool2x2(input as Tensor4D))(x)
        .dataSync(),
    ]).toEqual([0, 0, 0, 1, 0, 0]);
  });
});

describe("maxPool3x3", () => {
  it("takes no padding for the largest, and adds up where windows share a maximum", () => {
    const x = tf.tensor4d([-5, -4, -1, -6], [1, 4, 1, 1]); // windows of 4 rows padded by 1: . -5 -4, then -4 -1 -6
    expect([...maxPool3x3(x, 1).dataSync()]).toEqual([-4, -1]);
    const peak = tf.tensor4d([0, 7, 0, 0, 0], [1, 5, 1, 1]); // . 0 7, then 7 0 0, then 0 0 .
    const gradient = tf.grad((input) => maxPool3x3(input as Tensor4D, 1).mul(tf.tensor4d([1, 10, 100], [1, 3, 1, 1])))(peak);
    expect([...gradient.dataSync()]).toEqual([0, 11, 0, 100, 0]);
  });

  it.each([0, 1] as const)("gives the values and gradients of its definition (padding %i)", (padding) => {
    const { fused, composed } = onBothBackends(() => {
      const x = normalTensor([2, 8, 9, 3], 4) as Tensor4D;
      const y = maxPool3x3(x, padding);
      const weights = normalTensor(y.shape, 5);
      return [y, tf.grad((input) => maxPool3x3(input as Tensor4D, padding).mul(weights))(x)];
    });
    expect(fused[0]).toHaveLength(2 * 3 * (padding === 0 ? 3 * 4 : 4 * 5));
    expect(largestDifference(fused, composed)).toBeLessThan(1e-6);
  });
});

describe("the second derivative of a maximum", () => {
  it.each([
    ["2x2", maxPool2x2],
    ["3x3 with shared maxima", (x: Tensor4D) => maxPool3x3(x, 0)],
    ["3x3 with padding", (x: Tensor4D) => maxPool3x3(x, 1)],
  ])("is that of the places where the maxima are: %s", (_, pool) => {
    const { againstComposed, againstDifferences } = secondDerivativeErrors(() => {
      const x = normalTensor([2, 6, 7, 3], 4);
      const weights = normalTensor(pool(x as Tensor4D).shape, 5);
      const loss = (input: Tensor) => {
        const y = pool(input.mul(input) as Tensor4D);
        return y.mul(y.square()).mul(weights).sum();
      };
      return { inputs: [x], loss };
    });
    expect(againstComposed).toBeLessThan(1e-5);
    expect(againstDifferences).toBeLessThan(2e-3);
  });

  it("asks the first of equal values, as the first derivative does", () => {
    const x = tf.tensor4d([3, 3, 3, 3], [1, 2, 2, 1]);
    const slopes = tf.grad((input) => maxPool2x2(input as Tensor4D).square());
    const direction = tf.tensor4d([1, 10, 100, 1000], [1, 2, 2, 1]);
    const curvature = tf.grad((input) => slopes(input).mul(direction).sum())(x);
    expect([...curvature.dataSync()]).toEqual([2, 0, 0, 0]);
  });
});
