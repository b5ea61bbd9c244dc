import { describe, expect, it } from "vitest";
import { loadTensorFlow } from "./backend.ts";
import { largestDifference, normalTensor, onBothBackends } from "./backends.fixture.ts";
import { maxPool2x2 } from "./max-pool.ts";
import type { Tensor4D } from "./tensorflow.ts";

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
});
