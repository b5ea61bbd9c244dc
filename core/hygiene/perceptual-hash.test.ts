import { describe, expect, it } from "vitest";
import { randomStream } from "../random.ts";
import { bitsApart, hashDistance, hashedSize, mirroredHash, perceptualHash } from "./perceptual-hash.ts";

type Value = (x: number, y: number) => number;
const picture = (value: Value) =>
  Uint8Array.from({ length: hashedSize ** 2 }, (_, place) => value(place % hashedSize, Math.floor(place / hashedSize)));
const mirroredPicture = (grey: Uint8Array) => picture((x, y) => grey[y * hashedSize + hashedSize - 1 - x]!);

/** Blobs of light, as a face has. */
function blobs(seed: number): Uint8Array {
  const random = randomStream(seed, "blobs");
  const lights = Array.from({ length: 12 }, () => [32 * random.uniform(), 32 * random.uniform(), 30 * random.normal()] as const);
  return picture((x, y) => 128 + lights.reduce((sum, [u, v, light]) => sum + light * Math.exp(-((x - u) ** 2 + (y - v) ** 2) / 40), 0));
}

describe("perceptualHash", () => {
  it("is the sign of each frequency: a wave of one frequency each way sets one bit", () => {
    const wave = (f: number, v: number) =>
      picture((x, y) => 128 + 100 * Math.cos((Math.PI * (2 * x + 1) * f) / 64) * Math.cos((Math.PI * (2 * y + 1) * v) / 64));
    expect(perceptualHash(wave(1, 1)).high >>> 31).toBe(1);
    expect((perceptualHash(wave(8, 4)).high & 1) >>> 0).toBe(1);
    expect((perceptualHash(wave(8, 8)).low & 1) >>> 0).toBe(1);
  });

  it.each([1, 2, 3, 4, 5])("knows the mirror image by the hash alone (seed %i)", (seed) => {
    const grey = blobs(seed);
    expect(mirroredHash(perceptualHash(grey))).toEqual(perceptualHash(mirroredPicture(grey)));
  });

  it("stays nearly the same in other light, and is another for another picture", () => {
    const dimmed = blobs(1).map((value) => 0.7 * value + 10);
    expect(hashDistance(perceptualHash(blobs(1)), perceptualHash(dimmed))).toBeLessThanOrEqual(4);
    expect(hashDistance(perceptualHash(blobs(1)), perceptualHash(blobs(2)))).toBeGreaterThan(16);
  });
});

it("bitsApart counts the bits in which two halves differ", () => {
  expect(bitsApart(0b1011, 0b0001)).toBe(2);
  expect(bitsApart(0xffffffff, 0)).toBe(32);
  expect(bitsApart(0x80000000, 0x80000000)).toBe(0);
});
