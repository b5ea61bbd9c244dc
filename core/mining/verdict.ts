// What the primitive learner and the centroids say of a batch of images: similarities (Eq. 4), pseudo-label and margin (Eq. 5), and
// beside them the classifier's own class and its confidence (Eq. 2), which the paper computes and then leaves aside.
import type { Scores } from "../learning/learner.ts";
import type { Centroids } from "./centroids.ts";
import { type Similarities, similarities } from "./similarity.ts";

export interface Verdicts extends Similarities {
  /** [N] class of the largest softmax probability; of equal ones the first. */
  classifierLabels: Uint8Array;
  /** [N] that probability. */
  confidences: Float32Array;
  /** [N, K] of all classes. */
  probabilities: Float32Array;
}

export function verdictsOf({ features, probabilities }: Scores, centroids: Centroids): Verdicts {
  const K = centroids.classCount;
  const N = probabilities.length / K;
  const classifierLabels = new Uint8Array(N);
  const confidences = new Float32Array(N);
  for (let n = 0; n < N; n++) {
    const ofImage = probabilities.subarray(n * K, (n + 1) * K);
    const confidence = Math.max(...ofImage);
    classifierLabels[n] = ofImage.indexOf(confidence);
    confidences[n] = confidence;
  }
  return { ...similarities(features, centroids), classifierLabels, confidences, probabilities };
}
