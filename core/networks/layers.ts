// What several networks end in and are made of: a linear layer, batch norm by name, and a walk that frees what lies behind it.
import type { Precision } from "../recipe.ts";
import { adaptiveAveragePool } from "../tensor/average-pool.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { batchNorm } from "../tensor/batch-norm.ts";
import { inPrecision, toFloat32 } from "../tensor/bfloat16.ts";
import { biasedConvolution } from "../tensor/biased-convolution.ts";
import { convolution, type Window } from "../tensor/convolution.ts";
import { type FoldedConvolution, foldedNorm } from "../tensor/folded-norm.ts";
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from "../tensor/tensorflow.ts";
import type { Mode, Parameters } from "./network.ts";

/** x W + b; [N, in] to [N, out]. */
export function linear(parameters: Parameters, name: string, x: Tensor2D): Tensor2D {
  const tf = loadTensorFlow();
  return tf.add(tf.matMul(x, parameters[`${name}.weight`] as Tensor2D), parameters[`${name}.bias`]!);
}

/** Features are the means over all places, [N, H, W, C] to [N, C]; logits are one linear layer of them. */
export function pooledHead(parameters: Parameters, head: string, x: Tensor4D): { features: Tensor2D; logits: Tensor2D } {
  const features = loadTensorFlow().mean<Tensor2D>(toFloat32(x), [1, 2]);
  return { features, logits: linear(parameters, head, features) };
}

/** Means over each cell of a grid, in PyTorch's order: [N, H, W, C] to [N, C grid grid]. */
export function cellsByChannel(x: Tensor4D, grid: number): Tensor2D {
  const cells = adaptiveAveragePool(toFloat32(x), grid); // [N, grid, grid, C]
  const byChannel = loadTensorFlow().transpose(cells, [0, 3, 1, 2]);
  return byChannel.reshape([byChannel.shape[0], byChannel.size / byChannel.shape[0]]);
}

/** A convolution and the batch norm after it, by their names. */
export interface NormedLayer {
  convolution: string;
  norm: string;
}

/**
 * A convolution, its batch norm, and the relu after it, if any. In training the new running statistics go into `statistics`; where they
 * are frozen, batch norm is a part of the filter wherever that is the smaller of the two: its gradients are then a matter of weights
 * instead of places. (Seven distilled images have fewer places than the last stages have weights.)
 */
export function normedConvolution(
  x: Tensor4D,
  parameters: Parameters,
  { convolution: name, norm }: NormedLayer,
  window: Window,
  mode: Mode,
  activation: "none" | "relu",
  statistics: Parameters,
): Tensor4D {
  const filter = parameters[`${name}.weight`] as Tensor4D;
  if (mode === "frozen" || (mode !== "train" && mode.frozenNorms.has(norm))) {
    if (filter.size > outputSize(x, filter, window)) {
      return batchNorm(convolution(x, filter, window), normParameters(parameters, norm), false, activation).y;
    }
    const folded = foldedNorm(filter, normParameters(parameters, norm));
    return biasedConvolution(x, folded.filter, folded.bias, activation, window);
  }
  const { y, runningMean, runningVariance } = batchNorm(convolution(x, filter, window), normParameters(parameters, norm), true, activation);
  statistics[`${norm}.running_mean`] = runningMean;
  statistics[`${norm}.running_var`] = runningVariance;
  return y;
}

/** Numbers in what a convolution gives, about: borders are left aside. */
function outputSize(x: Tensor4D, filter: Tensor4D, { stride }: Window): number {
  const [count, height, width] = x.shape;
  return count * Math.ceil(height / stride) * Math.ceil(width / stride) * filter.shape[3];
}

/** Batch norm over frozen statistics is one product and one sum a channel: both go into the convolution before it. */
export function foldNorm(filter: Tensor4D, parameters: Parameters, name: string, precision: Precision): FoldedConvolution {
  return loadTensorFlow().tidy(() => roundedTo(precision, foldedNorm(filter, normParameters(parameters, name))));
}

/** A convolution rounded to what it computes in. */
export const roundedTo = (precision: Precision, { filter, bias }: FoldedConvolution): FoldedConvolution => ({
  filter: inPrecision(filter, precision),
  bias: inPrecision(bias, precision),
});

/** All tensors of a folded network: its convolutions, and its last layer. */
export const weightsOf = (folded: Record<string, FoldedConvolution> | FoldedConvolution[], last: Parameters): Tensor[] => [
  ...Object.values(folded).flatMap(({ filter, bias }) => [filter, bias]),
  ...Object.values(last),
];

function normParameters(parameters: Parameters, name: string) {
  return {
    scale: parameters[`${name}.weight`] as Tensor1D,
    offset: parameters[`${name}.bias`] as Tensor1D,
    runningMean: parameters[`${name}.running_mean`] as Tensor1D,
    runningVariance: parameters[`${name}.running_var`] as Tensor1D,
  };
}

/** Takes a network one step on. */
export type Step = (x: Tensor4D, compute: (x: Tensor4D) => Tensor4D) => Tensor4D;

/** For training: everything stays, because the gradient may want it. */
export const keepingStep: Step = (x, compute) => compute(x);

/** For scoring: at most one step is in memory; a whole VGG-16 at 224 would hold 75 MB a picture. Disposes x. */
export const freeingStep: Step = (x, compute) => {
  const y = loadTensorFlow().tidy(() => compute(x));
  x.dispose();
  return y;
};
