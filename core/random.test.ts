import { describe, expect, it } from "vitest";
import { permutation, randomStream } from "./random.ts";

describe("randomStream", () => {
  it("is the same for the same seed and purpose, and another one for any other", () => {
    const first = (...name: [number, ...(string | number)[]]) => randomStream(...name).uniform();
    expect(first(1, "order", 2)).toBe(first(1, "order", 2));
    expect(
      new Set([first(1, "order", 2), first(2, "order", 2), first(1, "flip", 2), first(1, "order", 3), first(1, "order", "2x")]).size,
    ).toBe(5);
  });

  it("never changes: runs recorded with a seed must stay repeatable", () => {
    const random = randomStream(7, "kept");
    expect([random.integer(1000), random.integer(1000), random.integer(1000)]).toEqual([421, 245, 603]);
  });

  it("draws numbers with the mean and variance of their distribution (100,000 draws, seed 3)", () => {
    const random = randomStream(3, "moments");
    const draws = Array.from({ length: 100_000 }, () => random.normal());
    const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
    const variance = draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws.length;
    expect(Math.abs(mean)).toBeLessThan(0.01);
    expect(Math.abs(variance - 1)).toBeLessThan(0.02);
  });
});

describe("permutation", () => {
  it("holds every number once, in another order", () => {
    const order = permutation(100, randomStream(5, "order"));
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, index) => index));
    expect([...order.subarray(0, 4)]).not.toEqual([0, 1, 2, 3]);
  });
});
