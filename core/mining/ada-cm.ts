// Ada-CM (Li et al. 2022): the threshold of a class follows how confident the learner is of that class where it is right.
import type { RightAnchors } from "./right-anchors.ts";

export interface AdaCm {
  /** 0.97 as published. */
  factor: number;
  /** 0.8 as published. */
  floor: number;
  /** That the learner was trained for. */
  epochs: number;
}

/**
 * T_c = mean confidence of the anchors of class c that are right x factor / (1 + e^-epochs), at least `floor`. The epoch keeps
 * thresholds low in the first two or three; for a learner that is trained it is a factor of 1.
 *
 * @returns the threshold of each class, null for one without a right anchor; and the common one, from the right anchors of all classes
 */
export function adaCmThresholds(
  { meanOfClass, mean }: RightAnchors,
  { factor, floor, epochs }: AdaCm,
): { common: number; ofClass: (number | null)[] } {
  const thresholdFor = (confidence: number) => Math.max(floor, (confidence * factor) / (1 + Math.exp(-epochs)));
  return {
    common: mean === null ? floor : thresholdFor(mean),
    ofClass: meanOfClass.map((confidence) => (confidence === null ? null : thresholdFor(confidence))),
  };
}
