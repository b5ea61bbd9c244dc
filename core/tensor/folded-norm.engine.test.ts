import { describe, expect, it } from "vitest";
import { loadTensorFlow } from "./backend.ts";
import { largestDifference, normalTensor, onBothBackends, secondDerivativeErrors } from "./backends.fixture.ts";
import { batchNorm } from "./batch-norm.ts";
import { biasedConvolution } from "./biased-convolution.ts";
import { convolution } from "./convolution.ts";
import { foldedNorm } from "./folded-norm.ts";
import type { Tensor, Tensor1D, Tensor4D } from "./tensorflow.ts";

const tf = loadTensorFlow();

const drawn = () => {
  const statistics = { runningMean: normalTensor([4], 5) as Tensor1D, runningVariance: normalTensor([4], 6).square().add(0.5) as Tensor1D };
  return {
    filter: normalTensor([3, 3, 2, 4], 1) as Tensor4D,
    scale: normalTensor([4], 2) as Tensor1D,
    offset: normalTensor([4], 3) as Tensor1D,
    statistics,
  };
};

describe("a batch norm over frozen statistics, folded into its convolution", () => {
  it("does what the two do one after the other, and so do its gradients", () => {
    const { filter, scale, offset, statistics } = drawn();
    const x = normalTensor([2, 5, 5, 2], 9) as Tensor4D;
    const apart = (f: Tensor, s: Tensor, o: Tensor) =>
      batchNorm(
        convolution(x, f as Tensor4D, { stride: 1, padding: 1 }),
        { scale: s as Tensor1D, offset: o as Tensor1D, ...statistics },
        false,
      ).y;
    const folded = (f: Tensor, s: Tensor, o: Tensor) => {
      const one = foldedNorm(f as Tensor4D, { scale: s as Tensor1D, offset: o as Tensor1D, ...statistics });
      return biasedConvolution(x, one.filter, one.bias);
    };
    const weights = normalTensor([2, 5, 5, 4], 10);
    const numbersOf = (y: typeof apart) => {
      const { value, grads } = tf.valueAndGrads((f, s, o) => y(f!, s!, o!).mul(weights).sum())([filter, scale, offset]);
      return [y(filter, scale, offset), value, ...grads].map((tensor) => [...tensor.dataSync()]);
    };
    expect(largestDifference(numbersOf(folded), numbersOf(apart))).toBeLessThan(1e-3);
  });

  it("has second derivatives", () => {
    const { againstComposed, againstDifferences } = secondDerivativeErrors(() => {
      const { filter, scale, offset, statistics } = drawn();
      const [byFilter, byBias] = [normalTensor([3, 3, 2, 4], 11), normalTensor([4], 12)];
      return {
        inputs: [filter, scale, offset],
        loss: (f, s, o) => {
          const one = foldedNorm(f as Tensor4D, { scale: s as Tensor1D, offset: o as Tensor1D, ...statistics });
          return one.filter.square().mul(byFilter).sum().add(one.bias.square().mul(byBias).sum()).add(one.filter.sum().mul(one.bias.sum()));
        },
      };
    });
    expect(againstComposed).toBeLessThan(1e-5);
    expect(againstDifferences).toBeLessThan(1e-3);
  });

  it("gives the same on every backend", () => {
    const { fused, composed } = onBothBackends(() => {
      const { filter, scale, offset, statistics } = drawn();
      const one = foldedNorm(filter, { scale, offset, ...statistics });
      return [one.filter, one.bias];
    });
    expect(largestDifference(fused, composed)).toBeLessThan(1e-5);
  });
});
