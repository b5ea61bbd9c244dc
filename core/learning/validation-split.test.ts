import { describe, expect, it } from "vitest";
import type { LabelledFaces } from "./faces.ts";
import { splitForValidation } from "./validation-split.ts";

/** One-byte faces numbered from 0, so that a pixel names its face. */
const facesOf = (labels: number[]): LabelledFaces => ({
  count: labels.length,
  faceBytes: 1,
  pixels: Uint8Array.from(labels, (_, index) => index),
  labels: Uint8Array.from(labels),
});
const faces = facesOf([...new Array(20).fill(0), ...new Array(10).fill(1), 2]);

describe("the validation split", () => {
  it("holds the same share of every class out, and shares all faces between the two", () => {
    const { learnt, heldOut } = splitForValidation(faces, 0.2, 1);
    expect([...heldOut!.labels].filter((label) => label === 0)).toHaveLength(4);
    expect([...heldOut!.labels].filter((label) => label === 1)).toHaveLength(2);
    expect([...learnt.pixels, ...heldOut!.pixels].sort((a, b) => a - b)).toEqual([...faces.pixels]);
  });

  it("leaves a class of one face to learn from", () => {
    expect([...splitForValidation(faces, 0.2, 1).learnt.labels]).toContain(2);
  });

  it("holds nothing out at 0", () => {
    expect(splitForValidation(faces, 0, 1)).toEqual({ learnt: faces, heldOut: null });
  });

  it("follows the seed", () => {
    expect(splitForValidation(faces, 0.5, 1).heldOut).not.toEqual(splitForValidation(faces, 0.5, 2).heldOut);
  });
});
