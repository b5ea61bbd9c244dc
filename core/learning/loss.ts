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
 * What the mean over a batch divides by: the weights of its labels, summed.
 *
 * @param labels  [N] class index
 */
export function weightOfLabels(labels: ArrayLike<number>, { classWeights }: LossOptions): number {
  if (!classWeights) return labels.length;
  let sum = 0;
  for (let row = 0; row < labels.length; row++) sum += classWeights[labels[row]!]!;
  return sum;
}

/**
 * Eq. 1: the mean of -log p over a batch, or what a part of it adds to that mean.
 *
 * With class weights w and smoothing s, a face of class y adds (1 - s) w_y (-log p_y) + (s / K) sum_k w_k (-log p_k).
 *
 * @param logits  [N, K] before the softmax
 * @param labels  [N] class index
 * @param batchWeight  `weightOfLabels` of the whole batch
 */
export function crossEntropy(logits: Tensor2D, labels: Int32Array, options: LossOptions, batchWeight: number): Tensor {
  const tf = loadTensorFlow();
  const { classWeights, labelSmoothing } = options;
  if (labelSmoothing > 0) {
    const { targets, weights } = smoothedTargets(labels, logits.shape[1], options);
    const rows = softCrossEntropyOfRows(logits, tf.tensor2d(targets, logits.shape));
    return rows.mul(tf.tensor1d(weights)).sum().div(batchWeight);
  }
  const rows = crossEntropyOfRows(logits, tf.tensor1d(labels, "int32"));
  if (!classWeights) return rows.sum().div(batchWeight);
  const weights = Float32Array.from(labels, (label) => classWeights[label]!);
  return rows.mul(tf.tensor1d(weights)).sum().div(batchWeight);
}

/**
 * What a face adds, as a distribution over the classes and its weight.
 *
 * @returns targets [N, K], whose rows sum to 1; weights [N]
 */
function smoothedTargets(labels: Int32Array, classCount: number, { classWeights, labelSmoothing }: LossOptions) {
  const weightOf = (k: number) => classWeights?.[k] ?? 1;
  const ofClass = Array.from({ length: classCount }, (_, y) => {
    const parts = Array.from({ length: classCount }, (_, k) => (labelSmoothing / classCount) * weightOf(k));
    parts[y]! += (1 - labelSmoothing) * weightOf(y);
    const weight = parts.reduce((sum, part) => sum + part, 0);
    return { weight, target: parts.map((part) => part / weight) };
  });
  const targets = new Float32Array(labels.length * classCount);
  for (const [row, label] of labels.entries()) targets.set(ofClass[label]!.target, row * classCount);
  return { targets, weights: Float32Array.from(labels, (label) => ofClass[label]!.weight) };
}

/** Eq. 2: p_k = exp(z_k) / sum_j exp(z_j), a row at a time; [N, K] to [N, K]. */
export function softmaxProbabilities(logits: Tensor2D): Tensor2D {
  return loadTensorFlow().softmax(logits);
}
