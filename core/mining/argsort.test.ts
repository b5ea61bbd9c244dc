import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { argsort } from "./argsort.ts";

describe("argsort", () => {
  it("orders negative and positive keys, equal ones by position", () => {
    const keys = Float32Array.of(0.5, -2, 3, -7, 0.5);
    expect([...argsort(keys, "ascending")]).toEqual([3, 1, 0, 4, 2]);
    expect([...argsort(keys, "descending")]).toEqual([2, 0, 4, 1, 3]);
  });

  it("takes 0 and -0 for equal", () => {
    expect([...argsort(Float32Array.of(0, -0, 0), "ascending")]).toEqual([0, 1, 2]);
  });

  it("leaves its keys as they were", () => {
    const keys = Float32Array.of(2, 1);
    argsort(keys, "descending");
    expect([...keys]).toEqual([2, 1]);
  });

  it("orders as a stable comparison sort does (seed 7)", () => {
    fc.assert(
      fc.property(fc.float32Array({ noNaN: true }), fc.boolean(), (keys, isDescending) => {
        const positions = Array.from(keys, (_, i) => i);
        positions.sort((a, b) => compare(keys[a]!, keys[b]!) * (isDescending ? -1 : 1));
        expect([...argsort(keys, isDescending ? "descending" : "ascending")]).toEqual(positions);
      }),
      { seed: 7 },
    );
  });
});

/** Not a subtraction: infinite keys would give NaN. */
const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
