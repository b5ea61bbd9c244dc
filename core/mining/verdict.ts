// What the primitive learner and the centroids say of a batch of images: similarities (Eq. 4), pseudo-label and margin (Eq. 5), and
// beside them the classifier's own class and its confidence (Eq. 2), which the paper computes and then leaves aside.
import type { Scores } from "../learning/learner.ts";
import type { Centroids } from "./centroids.ts";
import { type Similarities, similarities } from "./similarity.ts";

/** What the classifier alone says. */
export interface ClassifierVerdicts {
  /** [N] class of the largest softmax probability; of equal ones the first. */
  classifierLabels: Uint8Array;
  /** [N] that probability. */
  confidences: Float32Array;
}

export interface Verdicts extends Similarities, ClassifierVerdicts {
  /** [N, K] softmax probabilities of all classes. */
  probabilities: Float32Array;
}

export function verdictsOf({ features, probabilities }: Scores, centroids: Centroids): Verdicts {
  return { ...similarities(features, centroids), ...classifierVerdicts(probabilities, centroids.classCount), probabilities };
}

/** @param probabilities  [N, K] */
export function classifierVerdicts(probabilities: Float32Array, K: number): ClassifierVerdicts {
  const N = probabilities.length / K;
  const classifierLabels = new Uint8Array(N);
  const confidences = new Float32Array(N);
  for (let n = 0; n < N; n++) {
    const ofImage = probabilities.subarray(n * K, (n + 1) * K);
    const confidence = Math.max(...ofImage);
    classifierLabels[n] = ofImage.indexOf(confidence);
    confidences[n] = confidence;
  }
  return { classifierLabels, confidences };
}
