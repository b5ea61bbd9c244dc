// Batch norm over frozen statistics as a part of the convolution before it: one factor a channel of the filter, and a bias. Its gradient
// is then a matter of weights, where batch norm's own would read and write every place of every picture.
import { type BatchNormParameters, batchNormEpsilon } from "./batch-norm.ts";
import { biasGradient } from "./convolution.ts";
import { defineKernel } from "./kernel.ts";
import type { Tensor, Tensor1D, Tensor4D } from "./tensorflow.ts";

/** A type and not an interface, so that tfjs can look inside for tensors. */
export type FoldedConvolution = {
  /** [side, side, in, out] */
  filter: Tensor4D;
  /** [out] */
  bias: Tensor1D;
};

/** Filter and bias of the convolution that does what one with `filter` and then `batchNorm` with the running statistics do. */
export function foldedNorm(filter: Tensor4D, norm: BatchNormParameters): FoldedConvolution {
  const [folded, bias] = forward({ filter, ...norm }, {});
  return { filter: folded as Tensor4D, bias: bias as Tensor1D };
}

const inverseDeviation = (variance: Tensor): Tensor => variance.add(batchNormEpsilon).rsqrt();

const forward = defineKernel<"filter" | keyof BatchNormParameters, Record<string, never>>({
  name: "OmniferFoldedNorm",
  fused: fold,
  composed: fold,
  savedInputs: ["filter", "scale", "runningMean", "runningVariance"],
  constants: ["runningMean", "runningVariance"],
  gradient: ([dFolded, dBias], [filter, scale, mean, variance]) => {
    const inputs = { dFolded: dFolded!, dBias: dBias!, filter: filter!, scale: scale!, mean: mean!, variance: variance! };
    // Computed here and not in the three functions: one kernel yields all, and tfjs ends a scope after each function.
    const [dFilter, dScale, dOffset] = backward(inputs, {});
    return { filter: () => dFilter!, scale: () => dScale!, offset: () => dOffset! };
  },
});

function fold({ filter, scale, offset, runningMean, runningVariance }: Record<"filter" | keyof BatchNormParameters, Tensor>): Tensor[] {
  const factor = scale.mul(inverseDeviation(runningVariance));
  return [filter.mul(factor), offset.sub(runningMean.mul(factor))];
}

type BackwardInput = "dFolded" | "dBias" | "filter" | "scale" | "mean" | "variance";

/** Outputs: gradients by filter, scale and offset. */
const backward = defineKernel<BackwardInput, Record<string, never>>({
  name: "OmniferFoldedNormGradient",
  fused: foldBack,
  composed: foldBack,
  savedInputs: ["dFolded", "filter", "scale", "mean", "variance"],
  constants: ["mean", "variance"],
  gradient: ([a, b, c], [dFolded, filter, scale, mean, variance]) => {
    const inverse = inverseDeviation(variance!);
    const scaled = b!.mul(inverse);
    return {
      dFolded: () => a!.mul(scale!.mul(inverse)).add(filter!.mul(scaled)),
      dBias: () => c!.sub(mean!.mul(scaled)),
      filter: () => dFolded!.mul(scaled),
      scale: () => biasGradient(a!.mul(dFolded!)).mul(inverse),
    };
  },
});

function foldBack({ dFolded, dBias, filter, scale, mean, variance }: Record<BackwardInput, Tensor>): Tensor[] {
  const inverse = inverseDeviation(variance);
  const byFactor = biasGradient(dFolded.mul(filter)).sub(mean.mul(dBias));
  return [dFolded.mul(scale.mul(inverse)), byFactor.mul(inverse), dBias.clone()];
}
