// What a network is: a plain function over named parameters. So one definition serves training, frozen features, and files
// that PyTorch reads.

import type { NetworkName, Precision } from "../recipe.ts";
import type { Tensor, Tensor2D, Tensor4D } from "../tensor/tensorflow.ts";
import { compactAt } from "./compact.ts";
import { faceResnetAt } from "./face-resnet.ts";
import { inputSizes } from "./input-sizes.ts";
import type { NetworkSetup, Normalisation } from "./network-setup.ts";
import { resnet34At } from "./resnet34.ts";
import { exactSurface, type Surface } from "./surface.ts";
import { vgg16At } from "./vgg16.ts";

/**
 * Tensors by PyTorch's names, in TensorFlow's layouts: convolutions [H, W, in, out], linear layers [in, out]. Running statistics
 * of batch norm are among them.
 */
export type Parameters = Record<string, Tensor>;

/**
 * Batch norm with the statistics of the batch, and dropout; or the running statistics, and none. With `frozenNorms` it is training
 * but for the batch norms of these names, which use their running statistics and leave them as they are.
 */
export type Mode = "train" | "frozen" | { frozenNorms: ReadonlySet<string> };

export interface Output {
  /** [N, featureCount], what enters the last layer (before its dropout, where it has one). */
  features: Tensor2D;
  /** [N, K] before the softmax. */
  logits: Tensor2D;
  /** Running statistics after this batch, by parameter name; empty when frozen, or without batch norm. */
  statistics: Parameters;
}

/** A parameter as a file names it. `kind` says its layout: see weights/layout.ts. */
export interface ParameterSpec {
  name: string;
  kind: "convolution" | "linear" | "vector" | "running-statistic";
  /** In TensorFlow's layout. */
  shape: number[];
  start: Start;
  /** Places of one picture at which each value is a factor: H W of its output for a convolution, 1 for a linear layer, 0 for vectors. */
  places: number;
}

/** Where a parameter begins without a weight file. */
export type Start =
  | { draw: "constant"; value: number }
  | { draw: "normal"; deviation: number }
  /** Within -bound and bound. */
  | { draw: "uniform"; bound: number };

export interface Network {
  name: NetworkName;
  /** Width and height of its images. */
  inputSize: number;
  channels: 1 | 3;
  featureCount: number;
  /** The last layer, from features to logits: its parameters are `head`.weight and `head`.bias. */
  head: string;
  normalisation: Normalisation;
  /** Pictures that scoring takes through the network at once, more go one after the other: it bounds the memory. */
  scoringBatch: number;
  parameters(classCount: number): ParameterSpec[];
  /** Start values, the same for the same seed; the caller disposes them. */
  initialise(seed: number, classCount: number): Parameters;
  /**
   * Computes its convolutions, and all between them, in the precision of the images; parameters, features and logits are float32.
   *
   * @param images       [N, H, W, C], normalised
   * @param dropoutSeed  names the masks of this update; needed to train a network with dropout, and ignored by all others
   */
  forward(parameters: Parameters, images: Tensor4D, mode: Mode, dropoutSeed?: number): Output;
  /**
   * The same as a frozen forward, for scoring: what can be folded into the convolutions is folded once, and nothing is kept for a
   * gradient. Its convolutions compute in `precision` (default float32). The caller disposes it.
   */
  fold(parameters: Parameters, precision?: Precision): FoldedNetwork;
}

export interface FoldedNetwork {
  /** What its forward reads beside the images. */
  weights: Tensor[];
  /** @param images  [N, H, W, C], normalised, in float32 as what comes out */
  forward(images: Tensor4D): { features: Tensor2D; logits: Tensor2D };
  dispose(): void;
}

/** What a builder makes: the normalisation comes with the setup. */
export type NetworkBody = Omit<Network, "normalisation">;

const networks: Record<NetworkName, (size: number, surface: Surface) => NetworkBody> = {
  compact: compactAt,
  "vgg-face": vgg16At,
  resnet34: resnet34At,
  "face-resnet": faceResnetAt,
};

/**
 * @param surface  of its forward; scoring is exact
 * @throws RangeError when the network has no place left for pictures so small (input-sizes.ts)
 */
export function networkOf({ name, inputSize, normalisation }: NetworkSetup, surface = exactSurface): Network {
  const { smallest, largest } = inputSizes[name];
  if (inputSize < smallest || inputSize > largest) {
    throw new RangeError(`${name} takes pictures of ${smallest} to ${largest} pixels a side, not ${inputSize}.`);
  }
  return { ...networks[name](inputSize, surface), normalisation };
}

/** What the optimiser moves: every parameter but the running statistics. */
export const isTrainable = ({ kind }: ParameterSpec): boolean => kind !== "running-statistic";

/** Numbers that training moves (PyTorch counts the same). */
export function parameterCount(network: Network, classCount: number): number {
  return network
    .parameters(classCount)
    .filter(isTrainable)
    .reduce((sum, spec) => sum + sizeOf(spec), 0);
}

/** Multiply-adds of one picture, forward: those of convolutions and linear layers, as they are usually counted. */
export function multiplyAddCount(network: Network, classCount: number): number {
  return network.parameters(classCount).reduce((sum, spec) => sum + sizeOf(spec) * spec.places, 0);
}

/** Numbers in a parameter. */
export const sizeOf = ({ shape }: Pick<ParameterSpec, "shape">): number => shape.reduce((product, size) => product * size, 1);
