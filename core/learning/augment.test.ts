import { describe, expect, it } from "vitest";
import type { Network } from "../networks/network.ts";
import { createNormaliser, flipsOfUpdate } from "./augment.ts";

/** 2x2 pictures; a byte of 255 becomes 1, of 0 becomes -1. */
const network = (channels: 1 | 3) => ({ inputSize: 2, channels, normalisation: { mean: 0.5, deviation: 0.5 } }) as Network;

describe("normalising", () => {
  it("takes the asked faces in the asked order", () => {
    const pixels = Uint8Array.of(0, 0, 0, 0, 255, 255, 255, 0);
    expect([...createNormaliser(network(1))(pixels, [1, 0])]).toEqual([1, 1, 1, -1, -1, -1, -1, -1]);
  });

  it("mirrors left and right, row by row, and keeps colours together", () => {
    const pixels = Uint8Array.of(255, 0, 0, /**/ 0, 255, 0, /* next row */ 0, 0, 255, /**/ 0, 0, 0);
    const mirrored = createNormaliser(network(3))(pixels, [0], Uint8Array.of(1));
    expect([...mirrored].map((value) => (value > 0 ? 1 : 0))).toEqual([0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
  });
});

describe("flips of an update", () => {
  it("are the same for the same update and turn about half of the faces", () => {
    const flips = flipsOfUpdate(1, 12, 10_000);
    expect(flips).toEqual(flipsOfUpdate(1, 12, 10_000));
    expect(flips).not.toEqual(flipsOfUpdate(1, 13, 10_000));
    const share = flips.reduce((sum, flip) => sum + flip, 0) / flips.length;
    expect(Math.abs(share - 0.5)).toBeLessThan(0.02);
  });
});
