import { describe, expect, it } from "vitest";
import { adaptiveAveragePool, averagePool2x2 } from "./average-pool.ts";
import { loadTensorFlow } from "./backend.ts";
import { largestDifference, normalTensor, onBothBackends } from "./backends.fixture.ts";
import type { Tensor, Tensor4D } from "./tensorflow.ts";

const tf = loadTensorFlow();

describe("averagePool2x2", () => {
  it("takes the mean of each window, without the last column of an odd width", () => {
    const x = tf.tensor4d([1, 2, 9, 3, 6, 9], [1, 2, 3, 1]);
    expect([...averagePool2x2(x).dataSync()]).toEqual([3]);
    expect([
      ...tf
        .grad((input) => averagePool2x2(input as Tensor4D))(x)
        .dataSync(),
    ]).toEqual([0.25, 0.25, 0, 0.25, 0.25, 0]);
  });

  it("gives the values, gradients and second derivatives of its definition", () => {
    const { fused, composed } = onBothBackends(() => {
      const x = normalTensor([2, 6, 7, 3], 1) as Tensor4D;
      const loss = (input: Tensor) =>
        averagePool2x2(input as Tensor4D)
          .pow(3)
          .sum();
      const slope = (input: Tensor) => tf.grad(loss)(input).square().sum();
      return [averagePool2x2(x), tf.grad(loss)(x), tf.grad(slope)(x)];
    });
    expect(fused[2]!.some((value) => Math.abs(value) > 0.01)).toBe(true);
    expect(largestDifference(fused, composed)).toBeLessThan(1e-5);
  });
});

describe("adaptiveAveragePool", () => {
  it("overlaps cells where the side does not divide the length", () => {
    const x = tf.tensor4d([1, 2, 3, 4, 5], [1, 5, 1, 1]);
    expect([...adaptiveAveragePool(x, 3).slice([0, 0, 0, 0], [1, 3, 1, 1]).dataSync()]).toEqual([1.5, 3, 4.5]); // 0 to 1, 1 to 3, 3 to 4
  });

  it("repeats values where the picture is smaller than the grid", () => {
    const x = tf.tensor4d([1, 2, 10, 20], [1, 2, 2, 1]);
    const rows = adaptiveAveragePool(x, 3).reshape([3, 3]).arraySync();
    expect(rows).toEqual([
      [1, 1.5, 2],
      [5.5, 8.25, 11],
      [10, 15, 20],
    ]);
  });

  it("is nothing at all where there is one value a cell", () => {
    const x = normalTensor([2, 7, 7, 3], 1) as Tensor4D;
    expect(adaptiveAveragePool(x, 7)).toBe(x);
  });

  it("sends each value's share back", () => {
    const gradient = tf.grad((input) => adaptiveAveragePool(input as Tensor4D, 3).sum())(tf.ones([1, 5, 1, 1]));
    const shares = [1 / 2, 1 / 2 + 1 / 3, 1 / 3, 1 / 3 + 1 / 2, 1 / 2]; // and three columns of one value
    for (const [row, share] of shares.entries()) expect(gradient.dataSync()[row]).toBeCloseTo(3 * share, 5);
  });
});
