// Eq. 1 and 2: softmax probabilities and their cross-entropy.
import { loadTensorFlow } from "../tensor/backend.ts";
import { softCrossEntropyOfRows } from "../tensor/cross-entropy.ts";
import type { Tensor, Tensor1D, Tensor2D } from "../tensor/tensorflow.ts";

/** Class weights and label smoothing, with the meaning that torch.nn.CrossEntropyLoss gives them. */
export interface LossOptions {
  /** [K] by class index; null counts all alike. */
  classWeights: Float32Array | null;
  /** Share of a label that is spread over all classes. */
  labelSmoothing: number;
}

/**
 * What the mean over a batch divides by: the weights of its labels, summed. A soft label weighs what its classes weigh on average.
 *
 * @param labels      [N] class index
 * @param softLabels  [N, K] probabilities that take their place; null where labels are hard
 */
export function weightOfLabels(labels: ArrayLike<number>, { classWeights }: LossOptions, softLabels: Float32Array | null = null): number {
  if (!classWeights) return labels.length;
  let sum = 0;
  if (softLabels) for (const [at, share] of softLabels.entries()) sum += share * classWeights[at % classWeights.length]!;
  else for (let row = 0; row < labels.length; row++) sum += classWeights[labels[row]!]!;
  return sum;
}

/** Labels as distributions, [N, K]: soft ones as they are, hard ones all on their class. */
export function targetsOf(labels: Int32Array, softLabels: Float32Array | null, classCount: number): Float32Array {
  if (softLabels) return softLabels;
  const targets = new Float32Array(labels.length * classCount);
  for (const [row, label] of labels.entries()) targets[row * classCount + label] = 1;
  return targets;
}

/** What rows of a batch are held to, and how much each counts. */
export interface WeighedTargets {
  /** [N, K]; each row is a distribution. */
  targets: Float32Array;
  /** [N] */
  weights: Float32Array;
}

/**
 * Eq. 1 as targets and weights of rows: the mean of -log p over a batch, or what a part of it adds to that mean, is the sum of
 * `crossEntropy` times `weights`.
 *
 * With class weights w and smoothing s, a face of class y adds (1 - s) w_y (-log p_y) + (s / K) sum_k w_k (-log p_k). A soft label t has
 * sum_k t_k w_k (-log p_k) in the place of w_y (-log p_y).
 *
 * @param labels  [N] class index
 * @param softLabels   [N, K] probabilities that take the place of `labels`; null where these count
 * @param batchWeight  `weightOfLabels` of the whole batch
 */
export function weighedTargets(
  labels: Int32Array,
  softLabels: Float32Array | null,
  classCount: number,
  { classWeights, labelSmoothing }: LossOptions,
  batchWeight: number,
): WeighedTargets {
  const distributions = targetsOf(labels, softLabels, classCount);
  const targets = new Float32Array(distributions.length);
  const weights = new Float32Array(labels.length);
  for (let row = 0; row < weights.length; row++) {
    const parts = Array.from(distributions.subarray(row * classCount, (row + 1) * classCount), (share, k) => {
      return (classWeights?.[k] ?? 1) * (labelSmoothing / classCount + (1 - labelSmoothing) * share);
    });
    const weight = parts.reduce((sum, part) => sum + part, 0);
    weights[row] = weight / batchWeight;
    // A soft label may lie on classes that weigh nothing: then any distribution will do.
    for (const [k, part] of parts.entries()) targets[row * classCount + k] = weight > 0 ? part / weight : 1 / classCount;
  }
  return { targets, weights };
}

/** The cross-entropy of each row with its target, [N, K] and [N, K] to [N]; and their weighed sum, the loss. */
export function crossEntropy(logits: Tensor2D, targets: Tensor2D, weights: Tensor1D): { rows: Tensor1D; loss: Tensor } {
  const rows = softCrossEntropyOfRows(logits, targets);
  return { rows, loss: rows.mul(weights).sum() };
}

/** Eq. 2: p_k = exp(z_k) / sum_j exp(z_j), a row at a time; [N, K] to [N, K]. */
export function softmaxProbabilities(logits: Tensor2D): Tensor2D {
  return loadTensorFlow().softmax(logits);
}
