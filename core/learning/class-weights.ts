// How much a face of each class counts in the loss. Pure.
import type { TrainingRecipe } from "../recipe.ts";

/**
 * Weights of the classes, as torch.nn.CrossEntropyLoss takes them; null where all count alike.
 *
 * Balanced is N / (K N_k) over `labels`: every class counts as much as any other, and a face 1 on average. A class without faces
 * weighs nothing, so smoothed labels spread nothing to it either.
 *
 * @param labels  [N] of the training set
 */
export function classWeightsOf(classWeights: TrainingRecipe["classWeights"], labels: Uint8Array, classCount: number): Float32Array | null {
  if (classWeights === "equal") return null;
  if (classWeights !== "balanced") return Float32Array.from(classWeights);
  const counts = new Array<number>(classCount).fill(0);
  for (const label of labels) counts[label]!++;
  return Float32Array.from(counts, (count) => (count === 0 ? 0 : labels.length / (classCount * count)));
}
