// What a network is: a plain function over named parameters. So one definition serves training, frozen features, and files
// that PyTorch reads.

import type { NetworkName } from "../recipe.ts";
import type { Tensor, Tensor2D, Tensor4D } from "../tensor/tensorflow.ts";
import { compact } from "./compact.ts";

/**
 * Tensors by PyTorch's names, in TensorFlow's layouts: convolutions [H, W, in, out], linear layers [in, out]. Running statistics
 * of batch norm are among them.
 */
export type Parameters = Record<string, Tensor>;

/** Batch norm with the statistics of the batch, or with the running ones. */
export type Mode = "train" | "frozen";

export interface Output {
  /** [N, featureCount], what enters the last layer. */
  features: Tensor2D;
  /** [N, K] before the softmax. */
  logits: Tensor2D;
  /** Running statistics after this batch, by parameter name; empty when frozen. */
  statistics: Parameters;
}

/** A parameter as a file names it. `kind` says its layout: see weights/layout.ts. */
export interface ParameterSpec {
  name: string;
  kind: "convolution" | "linear" | "vector" | "running-statistic";
  /** In TensorFlow's layout. */
  shape: number[];
}

export interface Network {
  name: NetworkName;
  /** Width and height of its images. */
  inputSize: number;
  channels: 1 | 3;
  featureCount: number;
  /** A pixel of 0 to 255 becomes (pixel / 255 - mean) / deviation. */
  normalisation: { mean: number; deviation: number };
  parameters(classCount: number): ParameterSpec[];
  /** Start values, the same for the same seed; the caller disposes them. */
  initialise(seed: number, classCount: number): Parameters;
  /** @param images  [N, H, W, C], normalised */
  forward(parameters: Parameters, images: Tensor4D, mode: Mode): Output;
  /**
   * The same as a frozen forward, for scoring: batch norm is folded into the convolutions once.
   * The caller disposes it.
   */
  fold(parameters: Parameters): FoldedNetwork;
}

export interface FoldedNetwork {
  /** @param images  [N, H, W, C], normalised */
  forward(images: Tensor4D): { features: Tensor2D; logits: Tensor2D };
  dispose(): void;
}

const networks: Record<NetworkName, Network> = { compact };

export const networkByName = (name: NetworkName): Network => networks[name];

/** What the optimiser moves: every parameter but the running statistics. */
export const isTrainable = ({ kind }: ParameterSpec): boolean => kind !== "running-statistic";

/** Numbers that training moves (PyTorch counts the same). */
export function parameterCount(network: Network, classCount: number): number {
  return network
    .parameters(classCount)
    .filter(isTrainable)
    .reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
}
