// What several networks end in and are made of: a linear layer, batch norm by name, and a walk that frees what lies behind it.
import type { Precision } from "../recipe.ts";
import { adaptiveAveragePool } from "../tensor/average-pool.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { batchNorm, batchNormEpsilon } from "../tensor/batch-norm.ts";
import { inPrecision, toFloat32 } from "../tensor/bfloat16.ts";
import type { Tensor1D, Tensor2D, Tensor4D } from "../tensor/tensorflow.ts";
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

/** Batch norm of this name; in training, its new running statistics go into `statistics`. */
export function normLayer(
  x: Tensor4D,
  parameters: Parameters,
  name: string,
  mode: Mode,
  activation: "none" | "relu",
  statistics: Parameters,
): Tensor4D {
  const isTraining = mode === "train" || (mode !== "frozen" && !mode.frozenNorms.has(name));
  const { y, runningMean, runningVariance } = batchNorm(x, normParameters(parameters, name), isTraining, activation);
  if (isTraining) {
    statistics[`${name}.running_mean`] = runningMean;
    statistics[`${name}.running_var`] = runningVariance;
  }
  return y;
}

/** Batch norm over frozen statistics is one product and one sum a channel: both go into the convolution before it. */
export function foldNorm(filter: Tensor4D, parameters: Parameters, name: string, precision: Precision): FoldedConvolution {
  return loadTensorFlow().tidy(() => {
    const { scale, offset, runningMean, runningVariance } = normParameters(parameters, name);
    const factor = scale.div<Tensor1D>(runningVariance.add(batchNormEpsilon).sqrt()); // [out]
    return roundedTo(precision, { filter: filter.mul<Tensor4D>(factor), bias: offset.sub<Tensor1D>(runningMean.mul(factor)) });
  });
}

/** A convolution rounded to what it computes in. */
export const roundedTo = (precision: Precision, { filter, bias }: FoldedConvolution): FoldedConvolution => ({
  filter: inPrecision(filter, precision),
  bias: inPrecision(bias, precision),
});

/** A type and not an interface, so that tfjs can look inside for tensors. */
export type FoldedConvolution = {
  /** [side, side, in, out] */
  filter: Tensor4D;
  /** [out] */
  bias: Tensor1D;
};

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
