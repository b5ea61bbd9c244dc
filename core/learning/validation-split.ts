// Anchors held out, the same share of every class. They are not learnt from; they draw the validation curve and choose the best epoch,
// so that the test set chooses nothing.
import { permutation, randomStream } from "../random.ts";
import { type LabelledFaces, pickFaces } from "./faces.ts";

/**
 * Holds `share` of each class out, rounded; which faces follows from the seed.
 *
 * @param share  0 to 0.5; 0 holds nothing out
 */
export function splitForValidation(
  faces: LabelledFaces,
  share: number,
  seed: number,
): { learnt: LabelledFaces; heldOut: LabelledFaces | null } {
  if (share === 0) return { learnt: faces, heldOut: null };
  const isHeldOut = new Uint8Array(faces.count);
  for (const label of new Set(faces.labels)) {
    const ofClass = positionsWhere(faces.count, (position) => faces.labels[position] === label);
    const order = permutation(ofClass.length, randomStream(seed, "validation", label));
    for (const index of order.subarray(0, Math.round(share * ofClass.length))) isHeldOut[ofClass[index]!] = 1;
  }
  const heldOut = positionsWhere(faces.count, (position) => isHeldOut[position] === 1);
  if (heldOut.length === 0) return { learnt: faces, heldOut: null };
  return {
    learnt: pickFaces(
      faces,
      positionsWhere(faces.count, (position) => isHeldOut[position] === 0),
    ),
    heldOut: pickFaces(faces, heldOut),
  };
}

function positionsWhere(count: number, holds: (position: number) => boolean): number[] {
  const positions: number[] = [];
  for (let position = 0; position < count; position++) if (holds(position)) positions.push(position);
  return positions;
}
