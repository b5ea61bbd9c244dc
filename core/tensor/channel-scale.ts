// A learnt scale a channel behind a convolution, folded into its filter and bias: it then costs what the weights are long, not what the
// pictures are. Each way is one kernel, because a network has one behind each of its convolutions: out of tfjs' own products and sums an
// update of the face network makes 180 calls more.
import { biasGradient } from "./convolution.ts";
import { defineKernel } from "./kernel.ts";
import { runOp, type } from "./raw-op.ts";
import type { Tensor, Tensor1D, Tensor4D } from "./tensorflow.ts";

/** A type and not an interface, so that tfjs can look inside for tensors. */
export type ScaledConvolution = {
  /** [side, side, in, out] */
  filter: Tensor4D;
  /** The other three [out]. */
  bias: Tensor1D;
  scale: Tensor1D;
  offset: Tensor1D;
};

/**
 * One convolution in the place of two steps: (x * filter + bias) scale + offset = x * (filter scale) + (bias scale + offset).
 *
 * @returns filter [side, side, in, out] and bias [out]
 */
export function foldScale(layer: ScaledConvolution): { filter: Tensor4D; bias: Tensor1D } {
  const [filter, bias] = forward(layer, {});
  return { filter: filter as Tensor4D, bias: bias as Tensor1D };
}

const floats = { T: type("float32") };
const product = (a: Tensor, b: Tensor): Tensor => runOp("Mul", floats, [a, b])[0]!;
const sum = (a: Tensor, b: Tensor): Tensor => runOp("AddV2", floats, [a, b])[0]!;

const forward = defineKernel<keyof ScaledConvolution, Record<string, never>>({
  name: "OmniferFoldScale",
  fused: ({ filter, bias, scale, offset }) => [product(filter, scale), sum(product(bias, scale), offset)],
  composed: ({ filter, bias, scale, offset }) => [filter.mul(scale), bias.mul(scale).add(offset)],
  savedInputs: ["filter", "bias", "scale"],
  gradient: ([dFilter, dBias], [filter, bias, scale]) => {
    // Computed here and not in the functions: one call yields all three, as in batch-norm.ts.
    const slopes = backward({ dFilter: dFilter!, dBias: dBias!, filter: filter!, bias: bias!, scale: scale! }, {});
    return { filter: () => slopes[0]!, bias: () => slopes[1]!, scale: () => slopes[2]!, offset: () => dBias!.clone() };
  },
});

/** By filter, bias and scale: dFilter scale; dBias scale; sum(dFilter filter) + dBias bias. */
const backward = defineKernel<"dFilter" | "dBias" | "filter" | "bias" | "scale", Record<string, never>>({
  name: "OmniferFoldScaleGradient",
  fused: ({ dFilter, dBias, filter, bias, scale }) => [
    product(dFilter, scale),
    product(dBias, scale),
    sum(biasGradient(product(dFilter, filter)), product(dBias, bias)),
  ],
  composed: ({ dFilter, dBias, filter, bias, scale }) => [
    dFilter.mul(scale),
    dBias.mul(scale),
    biasGradient(dFilter.mul(filter)).add(dBias.mul(bias)),
  ],
  savedInputs: ["dFilter", "dBias", "filter", "bias", "scale"],
  // F, b and s are the cotangents of the three.
  gradient: ([F, b, s], [dFilter, dBias, filter, bias, scale]) => ({
    dFilter: () => F!.mul(scale!).add(filter!.mul(s!)),
    dBias: () => b!.mul(scale!).add(bias!.mul(s!)),
    filter: () => dFilter!.mul(s!),
    bias: () => dBias!.mul(s!),
    scale: () => biasGradient(F!.mul(dFilter!)).add(b!.mul(dBias!)),
  }),
});
