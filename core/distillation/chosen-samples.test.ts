import { describe, expect, it } from "vitest";
import { labelsWithSamples, nearestOrders, randomOrders, takeInOrder } from "./chosen-samples.ts";

/** Positions 0 to 4 are of class 0, 5 to 7 of class 1. */
const byClass = [Uint32Array.of(0, 1, 2, 3, 4), Uint32Array.of(5, 6, 7)];

describe("samples in the place of distilled images", () => {
  it("are taken class by class, in the order of the images", () => {
    expect([
      ...takeInOrder(Int32Array.of(1, 0, 1, 0), [
        [30, 31, 32],
        [40, 41],
      ]),
    ]).toEqual([40, 30, 41, 31]);
  });

  it("come again only when their class has no others", () => {
    expect([...takeInOrder(Int32Array.of(0, 0, 0), [[8, 9]])]).toEqual([8, 9, 8]);
  });

  it("cannot be had for a class without samples", () => {
    expect(() => takeInOrder(Int32Array.of(0, 1), [[8], []])).toThrow("Images of class 1 have no sample to be chosen from.");
  });
});

describe("images of classes without samples", () => {
  it("are left out of every gradient step", () => {
    expect([...labelsWithSamples([4, 0, 1, 0, 1, 4], 2, [0, 1, 2])!]).toEqual([0, 1, 0, 1]);
  });

  it("leave nothing to compare with where a step loses all its images, or more than another", () => {
    expect(labelsWithSamples([4, 0, 1, 4, 4, 0], 2, [0, 1])).toBeNull();
    expect(labelsWithSamples([4, 3], 1, [0, 1])).toBeNull();
  });
});

describe("random draws", () => {
  it("hold every sample of a class once", () => {
    for (const [label, order] of randomOrders(byClass, 3, 0).entries()) expect([...order].sort()).toEqual([...byClass[label]!]);
  });

  it("follow from the seed and the draw", () => {
    const order = (seed: number, draw: number) => randomOrders([Uint32Array.from({ length: 50 }, (_, n) => n)], seed, draw)[0]!;
    expect(order(3, 1)).toEqual(order(3, 1));
    expect(order(3, 2)).not.toEqual(order(3, 1));
    expect(order(4, 1)).not.toEqual(order(3, 1));
  });

  it("choose each sample as often as any other", () => {
    const chosen = [0, 0, 0, 0, 0];
    for (let draw = 0; draw < 1000; draw++) chosen[randomOrders(byClass, 1, draw)[0]![0]!]!++;
    for (const count of chosen) expect(Math.abs(count - 200)).toBeLessThan(4 * Math.sqrt(1000 * 0.2 * 0.8)); // four deviations
  });
});

describe("nearest samples", () => {
  it("fall in cosine within their class, and keep their order where it is equal", () => {
    const cosines = Float32Array.of(0.1, 0.9, 0.3, 0.9, -0.2, 0.5, 0.99, 0.7);
    expect(nearestOrders(byClass, cosines).map((order) => [...order])).toEqual([
      [1, 3, 2, 0, 4],
      [6, 7, 5],
    ]);
  });
});
