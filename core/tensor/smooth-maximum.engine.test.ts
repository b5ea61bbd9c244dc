import { describe, expect, it } from "vitest";
import { loadTensorFlow } from "./backend.ts";
import { largestDifference, normalTensor, onBothBackends, secondDerivativeErrors } from "./backends.fixture.ts";
import { smoothMaximum, softplus } from "./smooth-maximum.ts";
import type { Tensor } from "./tensorflow.ts";

const tf = loadTensorFlow();

describe("softplus", () => {
  it("is log(1 + exp(beta x)) / beta, far from 0 too", () => {
    const values = [...softplus(tf.tensor1d([-100, -0.1, 0, 0.3, 1e6]), 10).dataSync()];
    const expected = [0, Math.log(1 + Math.exp(-1)) / 10, Math.log(2) / 10, Math.log(1 + Math.exp(3)) / 10, 1e6];
    for (const [index, value] of values.entries()) expect(value).toBeCloseTo(expected[index]!, 6);
  });

  it("has second derivatives", () => {
    const { againstComposed, againstDifferences } = secondDerivativeErrors(() => ({
      inputs: [normalTensor([3, 4, 2], 5), normalTensor([3, 4, 2], 6)],
      loss: (x: Tensor, weights: Tensor) =>
        softplus(x, 3)
          .mul(weights)
          .mul(softplus(x.add(weights), 3))
          .sum(),
    }));
    expect(againstComposed).toBeLessThan(1e-5);
    expect(againstDifferences).toBeLessThan(1e-3);
  });
});

describe("smoothMaximum", () => {
  const [a, b] = [tf.tensor1d([2, 2, -1, -3.3e38, -3.3e38]), tf.tensor1d([2, 2.1, -70, 0.25, -3.3e38])];

  it("is the log-sum-exp of both, and the larger where the other is far below, as the padding of a pool is", () => {
    const values = [...smoothMaximum(a, b, 10).dataSync()];
    expect(values[0]).toBeCloseTo(2 + Math.log(2) / 10, 6);
    expect(values[1]).toBeCloseTo(Math.log(Math.exp(20) + Math.exp(21)) / 10, 6);
    expect(values.slice(2, 4)).toEqual([-1, 0.25]);
    expect(values[4]! / -3.3e38).toBeCloseTo(1, 6);
  });

  it("shares its gradient out, and gives nothing to what is far below", () => {
    const weights = tf.tensor1d([3, 5, 7, 11, 13]);
    const [toA, toB] = tf
      .grads((x, y) => smoothMaximum(x!, y!, 10).mul(weights))([a, b])
      .map((slope) => [...slope.dataSync()]);
    const shareOfA = [0.5, 1 / (1 + Math.E), 1, 0, 0.5];
    for (const [index, weight] of [3, 5, 7, 11, 13].entries()) {
      expect(toA![index]).toBeCloseTo(weight * shareOfA[index]!, 5);
      expect(toB![index]).toBeCloseTo(weight * (1 - shareOfA[index]!), 5);
    }
  });

  it("gives the same on every backend", () => {
    const { fused, composed } = onBothBackends(() => {
      const [x, y] = [normalTensor([3, 4, 4, 2], 5), normalTensor([3, 4, 4, 2], 6)];
      return [smoothMaximum(x, y, 10), ...tf.grads((first, second) => smoothMaximum(first!, second!, 10).square().sum())([x, y])];
    });
    expect(fused.flat()).toHaveLength(3 * 96);
    expect(largestDifference(fused, composed)).toBeLessThan(1e-5);
  });

  it("has second derivatives", () => {
    const { againstComposed, againstDifferences } = secondDerivativeErrors(() => ({
      inputs: [normalTensor([3, 4, 2], 5), normalTensor([3, 4, 2], 6)],
      loss: (x: Tensor, y: Tensor) =>
        smoothMaximum(x, y, 3)
          .pow(tf.scalar(3))
          .add(smoothMaximum(y, x.mul(y), 3))
          .sum(),
    }));
    expect(againstComposed).toBeLessThan(1e-5);
    expect(againstDifferences).toBeLessThan(1e-3);
  });

  it("leaves nothing behind once its gradient is there", () => {
    const before = tf.memory().numTensors;
    tf.dispose(tf.grads((x, y) => smoothMaximum(x!, y!, 10))([a, b]));
    expect(tf.memory().numTensors).toBe(before);
  });
});
