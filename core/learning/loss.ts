// Eq. 1 and 2: softmax probabilities and their cross-entropy.
import { loadTensorFlow } from "../tensor/backend.ts";
import { crossEntropyOfRows, softCrossEntropyOfRows } from "../tensor/cross-entropy.ts";
import type { Tensor, Tensor2D } from "../tensor/tensorflow.ts";

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

/**
 * Eq. 1: the mean of -log p over a batch, or what a part of it adds to that mean.
 *
 * With class weights w and smoothing s, a face of class y adds (1 - s) w_y (-log p_y) + (s / K) sum_k w_k (-log p_k). A soft label t has
 * sum_k t_k w_k (-log p_k) in the place of w_y (-log p_y).
 *
 * @param logits  [N, K] before the softmax
 * @param labels  [N] class index
 * @param batchWeight  `weightOfLabels` of the whole batch
 * @param softLabels   [N, K] probabilities that take the place of `labels`; null where these count
 */
export function crossEntropy(
  logits: Tensor2D,
  labels: Int32Array,
  options: LossOptions,
  batchWeight: number,
  softLabels: Float32Array | null = null,
): Tensor {
  const tf = loadTensorFlow();
  const { classWeights, labelSmoothing } = options;
  if (labelSmoothing > 0 || softLabels) {
    const { targets, weights } = smoothedTargets(targetsOf(labels, softLabels, logits.shape[1]), logits.shape[1], options);
    const rows = softCrossEntropyOfRows(logits, tf.tensor2d(targets, logits.shape));
    return rows.mul(tf.tensor1d(weights)).sum().div(batchWeight);
  }
  const rows = crossEntropyOfRows(logits, tf.tensor1d(labels, "int32"));
  if (!classWeights) return rows.sum().div(batchWeight);
  const weights = Float32Array.from(labels, (label) => classWeights[label]!);
  return rows.mul(tf.tensor1d(weights)).sum().div(batchWeight);
}

/**
 * What each face adds, as a distribution over the classes and its weight.
 *
 * @param labels  [N, K] distributions
 * @returns targets [N, K], whose rows sum to 1; weights [N]
 */
function smoothedTargets(labels: Float32Array, classCount: number, { classWeights, labelSmoothing }: LossOptions) {
  const targets = new Float32Array(labels.length);
  const weights = new Float32Array(labels.length / classCount);
  for (let row = 0; row < weights.length; row++) {
    const parts = Array.from(labels.subarray(row * classCount, (row + 1) * classCount), (share, k) => {
      return (classWeights?.[k] ?? 1) * (labelSmoothing / classCount + (1 - labelSmoothing) * share);
    });
    const weight = parts.reduce((sum, part) => sum + part, 0);
    weights[row] = weight;
    // A soft label may lie on classes that weigh nothing: then any distribution will do.
    for (const [k, part] of parts.entries()) targets[row * classCount + k] = weight > 0 ? part / weight : 1 / classCount;
  }
  return { targets, weights };
}

/** Eq. 2: p_k = exp(z_k) / sum_j exp(z_j), a row at a time; [N, K] to [N, K]. */
export function softmaxProbabilities(logits: Tensor2D): Tensor2D {
  return loadTensorFlow().softmax(logits);
}
