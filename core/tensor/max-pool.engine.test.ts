import { describe, expect, it } from "vitest";
import { loadTensorFlow } from "./backend.ts";
import { normalTensor, onBothBackends } from "./backends.fixture.ts";
import { maxPool2x2 } from "./max-pool.ts";
import type { Tensor, Tensor4D } from "./tensorflow.ts";

const tf = loadTensorFlow();
const gradientOf = (x: Tensor, weights: Tensor) =>
  tf.grad((input) =>
    maxPool2x2(input as Tensor4D)
      .mul(weights)
      .sum(),
  )(x);

describe("maxPool2x2", () => {
  it("sends the gradient to the largest of four", () => {
    const x = tf.tensor4d([1, 4, 3, 2], [1, 2, 2, 1]);
    expect([...maxPool2x2(x).dataSync()]).toEqual([4]);
    expect([...gradientOf(x, tf.scalar(9)).dataSync()]).toEqual([0, 9, 0, 0]);
  });

  it.each([
    { window: [5, 5, 5, 5], gradient: [9, 0, 0, 0] },
    { window: [1, 5, 5, 2], gradient: [0, 9, 0, 0] },
    { window: [1, 2, 5, 5], gradient: [0, 0, 9, 0] },
  ])("sends it to the first in reading order among equal ones, as PyTorch does: $window", ({ window, gradient }) => {
    expect([...gradientOf(tf.tensor4d(window, [1, 2, 2, 1]), tf.scalar(9)).dataSync()]).toEqual(gradient);
  });

  it("gives the values and gradients of its definition, with many equal values, for 1, 3, 16 and 32 channels", () => {
    for (const channels of [1, 3, 16, 32]) {
      const { fused, composed } = onBothBackends(() => {
        const x = normalTensor([2, 8, 6, channels], 3).mul(2).round() as Tensor4D;
        return [maxPool2x2(x), gradientOf(x, normalTensor([2, 4, 3, channels], 4))];
      });
      expect(fused).toEqual(composed);
    }
  });

  it("leaves no tensors behind but its result", () => {
    const x = normalTensor([2, 4, 4, 2], 6) as Tensor4D;
    const before = tf.memory().numTensors;
    maxPool2x2(x).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
