// Eq. 1 and 2: softmax probabilities and their cross-entropy.
import { loadTensorFlow } from "../tensor/backend.ts";
import { crossEntropyOfRows } from "../tensor/cross-entropy.ts";
import type { Tensor, Tensor1D, Tensor2D } from "../tensor/tensorflow.ts";

/**
 * Eq. 1: the mean of -log p over a batch.
 *
 * @param logits  [N, K] before the softmax
 * @param labels  [N] int32
 */
export function crossEntropy(logits: Tensor2D, labels: Tensor1D): Tensor {
  return crossEntropyOfRows(logits, labels).mean();
}

/** Eq. 2: p_k = exp(z_k) / sum_j exp(z_j), a row at a time; [N, K] to [N, K]. */
export function softmaxProbabilities(logits: Tensor2D): Tensor2D {
  return loadTensorFlow().softmax(logits);
}
