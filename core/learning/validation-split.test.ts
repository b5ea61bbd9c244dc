import { describe, expect, it } from "vitest";
import type { LabelledFaces } from "./faces.ts";
import { splitForValidation } from "./validation-split.ts";

/** Faces numbered from 0 by their pictures. */
const facesOf = (labels: number[]): LabelledFaces => ({
  count: labels.length,
  form: { size: 48, channels: 1 },
  labels: Uint8Array.from(labels),
  placeOf: (position) => ({ picture: String(position), fingerprint: 0n, cache: null }),
});
const numbersOf = ({ count, placeOf }: LabelledFaces) => Array.from({ length: count }, (_, position) => Number(placeOf(position).picture));
const faces = facesOf([...new Array(20).fill(0), ...new Array(10).fill(1), 2]);

describe("the validation split", () => {
  it("holds the same share of every class out, and shares all faces between the two", () => {
    const { learnt, heldOut } = splitForValidation(faces, 0.2, 1);
    expect([...heldOut!.labels].filter((label) => label === 0)).toHaveLength(4);
    expect([...heldOut!.labels].filter((label) => label === 1)).toHaveLength(2);
    expect([...numbersOf(learnt), ...numbersOf(heldOut!)].sort((a, b) => a - b)).toEqual(numbersOf(faces));
  });

  it("leaves a class of one face to learn from", () => {
    expect([...splitForValidation(faces, 0.2, 1).learnt.labels]).toContain(2);
  });

  it("holds nothing out at 0", () => {
    expect(splitForValidation(faces, 0, 1)).toEqual({ learnt: faces, heldOut: null });
  });

  it("follows the seed", () => {
    const heldOutOf = (seed: number) => numbersOf(splitForValidation(faces, 0.5, seed).heldOut!);
    expect(heldOutOf(1)).toEqual(heldOutOf(1));
    expect(heldOutOf(1)).not.toEqual(heldOutOf(2));
  });
});
