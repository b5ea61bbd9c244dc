import { describe, expect, it } from "vitest";
import { loadTensorFlow } from "./backend.ts";
import { largestDifference, normalTensor, onBothBackends, secondDerivativeErrors } from "./backends.fixture.ts";
import { batchNorm } from "./batch-norm.ts";
import type { Tensor, Tensor1D, Tensor4D } from "./tensorflow.ts";

const tf = loadTensorFlow();

function parametersOf(channels: number) {
  return {
    scale: normalTensor([channels], 11) as Tensor1D,
    offset: normalTensor([channels], 12) as Tensor1D,
    runningMean: normalTensor([channels], 13) as Tensor1D,
    runningVariance: normalTensor([channels], 14).square().add(0.5) as Tensor1D,
  };
}

describe("batchNorm", () => {
  it("moves the running statistics a tenth of the way to the batch, with PyTorch's unbiased variance", () => {
    const x = tf.tensor4d([1, 3], [2, 1, 1, 1]); // mean 2, variance 1, unbiased 2
    const parameters = { scale: tf.ones([1]), offset: tf.zeros([1]), runningMean: tf.tensor1d([10]), runningVariance: tf.tensor1d([4]) };
    const { y, runningMean, runningVariance } = batchNorm(x, parameters as never, true);
    expect(y.dataSync()[0]).toBeCloseTo(-1, 4);
    expect(y.dataSync()[1]).toBeCloseTo(1, 4);
    expect(runningMean.dataSync()[0]).toBeCloseTo(9.2, 5); // 0.9 x 10 + 0.1 x 2
    expect(runningVariance.dataSync()[0]).toBeCloseTo(3.8, 5); // 0.9 x 4 + 0.1 x 2
  });

  it("normalises by the running statistics when frozen, and hands them back unchanged", () => {
    const x = tf.tensor4d([14, 6], [2, 1, 1, 1]);
    const parameters = {
      scale: tf.tensor1d([3]),
      offset: tf.tensor1d([5]),
      runningMean: tf.tensor1d([10]),
      runningVariance: tf.tensor1d([4]),
    };
    const { y, runningMean } = batchNorm(x, parameters, false);
    expect([...y.dataSync()].map((value) => Math.round(value * 1e4) / 1e4)).toEqual([11, -1]); // (14 - 10) / 2 x 3 + 5
    expect(runningMean).toBe(parameters.runningMean);
  });

  it("is 0 where its relu cuts off, and lets nothing back there", () => {
    const x = tf.tensor4d([14, 6], [2, 1, 1, 1]);
    const parameters = { offset: tf.zeros([1]), runningMean: tf.tensor1d([10]), runningVariance: tf.tensor1d([4]), scale: tf.ones([1]) };
    const normed = (input: Tensor) => batchNorm(input as Tensor4D, parameters as never, false, "relu").y;
    expect(normed(x).dataSync()[0]).toBeCloseTo(2, 4);
    expect(normed(x).dataSync()[1]).toBe(0);
    const gradient = tf
      .grad((input) => normed(input).sum())(x)
      .dataSync();
    expect(gradient[0]).toBeCloseTo(0.5, 4);
    expect(gradient[1]).toBe(0);
  });

  it.each([
    [true, "none"],
    [true, "relu"],
    [false, "none"],
    [false, "relu"],
  ] as const)("gives the values and gradients of its definition (training: %s, activation: %s)", (isTraining, activation) => {
    const { fused, composed } = onBothBackends(() => {
      const x = normalTensor([4, 6, 6, 3], 1).mul(2).add(1) as Tensor4D;
      const parameters = parametersOf(3);
      const weights = normalTensor(x.shape, 2); // so that the gradient differs from place to place
      const loss = (input: Tensor, scale: Tensor, offset: Tensor) =>
        batchNorm(input as Tensor4D, { ...parameters, scale: scale as Tensor1D, offset: offset as Tensor1D }, isTraining, activation)
          .y.mul(weights)
          .sum();
      const { y, runningMean, runningVariance } = batchNorm(x, parameters, isTraining, activation);
      return [y, runningMean, runningVariance, ...tf.grads(loss)([x, parameters.scale, parameters.offset])];
    });
    expect(largestDifference(fused, composed)).toBeLessThan(1e-3);
  });

  it.each([
    [true, "none"],
    [true, "relu"],
    [false, "none"],
    [false, "relu"],
  ] as const)("has second derivatives by x, scale and offset (training: %s, activation: %s)", (isTraining, activation) => {
    const { againstComposed, againstDifferences } = secondDerivativeErrors(() => {
      const { scale, offset, ...statistics } = parametersOf(2);
      const x = normalTensor([3, 3, 2, 2], 1).mul(2).add(1);
      const weights = normalTensor(x.shape, 2);
      const loss = (...[input, gain, shift]: Tensor[]) => {
        const parameters = { ...statistics, scale: gain as Tensor1D, offset: shift as Tensor1D };
        const { y } = batchNorm(input as Tensor4D, parameters, isTraining, activation);
        return y.mul(y.square()).mul(weights).sum();
      };
      return { inputs: [x, scale, offset], loss };
    });
    expect(againstComposed).toBeLessThan(1e-5);
    expect(againstDifferences).toBeLessThan(2e-3);
  });
});
