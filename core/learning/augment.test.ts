import { describe, expect, it } from "vitest";
import type { Network } from "../networks/network.ts";
import { createNormaliser, dropoutSeedOfUpdate, flipsOfUpdate } from "./augment.ts";

/** 2x2 pictures; a byte of 255 becomes 1, of 0 becomes -1. */
const network = (channels: 1 | 3) =>
  ({ inputSize: 2, channels, normalisation: { unit: 255, mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5] } }) as unknown as Network;

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

describe("normalising by channel", () => {
  it("takes its own mean and deviation from each, and can leave a pixel at 0 to 255", () => {
    const normalisation = { unit: 1, mean: [100, 50, 0], deviation: [1, 10, 100] };
    const pixels = Uint8Array.of(101, 70, 200, /**/ 99, 50, 0, /* next row */ 0, 0, 0, /**/ 0, 0, 0);
    const normalise = createNormaliser({ inputSize: 2, channels: 3, normalisation } as unknown as Network);
    expect([...normalise(pixels, [0]).slice(0, 6)]).toEqual([1, 2, 2, -1, 0, 0]);
    expect([...normalise(pixels, [0], Uint8Array.of(1)).slice(0, 6)]).toEqual([-1, 0, 0, 1, 2, 2]);
  });
});

describe("dropout of an update", () => {
  it("has a seed of its own, the same when the update is made again", () => {
    const seeds = [11, 12, 13].map((update) => dropoutSeedOfUpdate(1, update));
    expect(seeds).toEqual([11, 12, 13].map((update) => dropoutSeedOfUpdate(1, update)));
    expect(new Set(seeds).size).toBe(3);
    expect(dropoutSeedOfUpdate(2, 11)).not.toBe(seeds[0]);
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
