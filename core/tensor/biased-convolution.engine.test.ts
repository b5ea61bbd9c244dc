import { describe, expect, it } from "vitest";
import { largestDifference, normalTensor, onBothBackends } from "./backends.fixture.ts";
import { biasedConvolution } from "./biased-convolution.ts";
import type { Tensor1D, Tensor4D } from "./tensorflow.ts";

describe("biasedConvolution", () => {
  it("gives the values of its definition, at the edges too", () => {
    const { fused, composed } = onBothBackends(() => [
      biasedConvolution(
        normalTensor([2, 5, 7, 3], 1) as Tensor4D,
        normalTensor([3, 3, 3, 4], 2) as Tensor4D,
        normalTensor([4], 3).mul(10) as Tensor1D,
      ),
    ]);
    expect(fused.flat()).toHaveLength(2 * 5 * 7 * 4);
    expect(largestDifference(fused, composed)).toBeLessThan(1e-4);
  });
});
