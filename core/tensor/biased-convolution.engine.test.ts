import { describe, expect, it } from "vitest";
import { loadTensorFlow } from "./backend.ts";
import { largestDifference, normalTensor, onBothBackends, secondDerivativeErrors } from "./backends.fixture.ts";
import { biasedConvolution } from "./biased-convolution.ts";
import type { Tensor, Tensor1D, Tensor4D } from "./tensorflow.ts";

const tf = loadTensorFlow();

describe("biasedConvolution", () => {
  it("adds the bias at every place, and lets nothing back through its relu at 0", () => {
    const x = tf.tensor4d([1, -2], [1, 1, 2, 1]);
    const filter = tf.ones([1, 1, 1, 1]) as Tensor4D;
    const convolved = (bias: Tensor) => biasedConvolution(x, filter, bias as Tensor1D, "relu", { stride: 1, padding: 0 });
    expect([...convolved(tf.tensor1d([0.5])).dataSync()]).toEqual([1.5, 0]);
    expect([
      ...tf
        .grad((bias) => convolved(bias).sum())(tf.tensor1d([0.5]))
        .dataSync(),
    ]).toEqual([1]);
  });

  it.each([
    ["none", { stride: 1, padding: 1 }],
    ["relu", { stride: 1, padding: 1 }],
    ["relu", { stride: 2, padding: 0 }],
    ["relu", { stride: 2, padding: 1 }],
  ] as const)("gives the values and gradients of its definition, at the edges too (%s, %j)", (activation, window) => {
    const { fused, composed } = onBothBackends(() => {
      const x = normalTensor([2, 5, 7, 3], 1) as Tensor4D;
      const filter = normalTensor([3, 3, 3, 4], 2) as Tensor4D;
      const bias = normalTensor([4], 3).mul(3) as Tensor1D;
      const convolved = (...[input, weight, offset]: Tensor[]) =>
        biasedConvolution(input as Tensor4D, weight as Tensor4D, offset as Tensor1D, activation, window);
      const y = convolved(x, filter, bias);
      const weights = normalTensor(y.shape, 4);
      return [
        y,
        ...tf.grads((...inputs: Tensor[]) =>
          convolved(...inputs)
            .mul(weights)
            .sum(),
        )([x, filter, bias]),
      ];
    });
    expect(fused[3]).toHaveLength(4);
    expect(largestDifference(fused, composed)).toBeLessThan(1e-3);
  });

  it("keeps its size when nothing is said", () => {
    const y = biasedConvolution(normalTensor([2, 5, 7, 3], 1) as Tensor4D, normalTensor([3, 3, 3, 4], 2) as Tensor4D, tf.zeros([4]));
    expect(y.shape).toEqual([2, 5, 7, 4]);
  });

  it.each([
    ["none", { stride: 1, padding: 1 }],
    ["relu", { stride: 1, padding: 1 }],
    ["relu", { stride: 2, padding: 0 }],
    ["relu", { stride: 2, padding: 1 }],
  ] as const)("has second derivatives (%s, %j)", (activation, window) => {
    const { againstComposed, againstDifferences } = secondDerivativeErrors(() => ({
      inputs: [normalTensor([2, 4, 5, 2], 1), normalTensor([3, 3, 2, 2], 2), normalTensor([2], 3)],
      loss: (x, filter, bias) => {
        const y = biasedConvolution(x as Tensor4D, filter as Tensor4D, bias as Tensor1D, activation, window).div(4);
        return y.mul(y.square()).sum();
      },
    }));
    expect(againstComposed).toBeLessThan(1e-5);
    expect(againstDifferences).toBeLessThan(2e-3);
  });
});
