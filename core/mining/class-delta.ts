// A delta for each class, from the values that held-out anchors of the class have where they are right: a class whose margins are small
// by nature is not left out for it.
import type { RightAnchors } from "./right-anchors.ts";

/**
 * delta_k = factor x mean value of the held-out anchors of class k that are right, at least `floor`.
 *
 * @returns the delta of each class, null for one without a right anchor; and the common one, from the right anchors of all classes
 */
export function classDeltas(
  { meanOfClass, mean }: RightAnchors,
  { factor, floor }: { factor: number; floor: number },
): { common: number; ofClass: (number | null)[] } {
  const deltaFor = (value: number) => Math.max(floor, factor * value);
  return {
    common: mean === null ? floor : deltaFor(mean),
    ofClass: meanOfClass.map((value) => (value === null ? null : deltaFor(value))),
  };
}
