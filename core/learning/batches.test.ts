import { describe, expect, it } from "vitest";
import { createBatches, updatesInPass } from "./batches.ts";

const recipe = { batchSize: 4, smallestBatch: 2 };

describe("batches", () => {
  it("drops a last batch below the smallest, because batch norm cannot estimate from so few", () => {
    expect(updatesInPass(8, recipe)).toBe(2);
    expect(updatesInPass(9, recipe)).toBe(2);
    expect(updatesInPass(10, recipe)).toBe(3);
    expect(updatesInPass(1, recipe)).toBe(0);
  });

  it("shows every face once a pass, the next pass in another order", () => {
    const batchOf = createBatches(10, recipe, 1);
    const pass = (first: number) => [0, 1, 2].flatMap((update) => [...batchOf(first + update)]);
    const all = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
    expect([...pass(0)].sort()).toEqual(all);
    expect([...pass(3)].sort()).toEqual(all);
    expect(pass(0)).not.toEqual(pass(3));
    expect([0, 1, 2].map((update) => batchOf(update).length)).toEqual([4, 4, 2]);
  });

  it("gives an update the same faces however it is reached, so that a resumed run goes on as before", () => {
    const inOrder = createBatches(10, recipe, 7);
    for (let update = 0; update < 5; update++) inOrder(update);
    expect(createBatches(10, recipe, 7)(5)).toEqual(inOrder(5));
  });

  it("follows the seed", () => {
    expect(createBatches(100, recipe, 1)(0)).not.toEqual(createBatches(100, recipe, 2)(0));
  });
});

describe("batches with samples that are added", () => {
  const passOf = (batchOf: (update: number) => Uint32Array, pass: number, updates: number) =>
    Array.from({ length: updates }, (_, update) => [...batchOf(pass * updates + update)]).flat();
  const wide = { batchSize: 5, smallestBatch: 1 };

  it("have them once a pass, and their faces in the order that these have without", () => {
    const [control, union] = [createBatches(10, wide, 3), createBatches(10, wide, 3, 3)];
    for (const pass of [0, 1, 2]) {
      const order = passOf(union, pass, 3);
      expect(order.filter((position) => position < 10)).toEqual(passOf(control, pass, 2));
      expect(order.filter((position) => position >= 10).sort()).toEqual([10, 11, 12]);
    }
  });

  it("have them at other places in every pass, which follow from the seed", () => {
    const placesOf = (seed: number, pass: number) => {
      const order = passOf(createBatches(97, wide, seed, 3), pass, 20);
      return [97, 98, 99].map((position) => order.indexOf(position));
    };
    expect(placesOf(1, 0)).toEqual(placesOf(1, 0));
    expect(placesOf(1, 0)).not.toEqual(placesOf(1, 1));
    expect(placesOf(1, 0)).not.toEqual(placesOf(2, 0));
  });

  it("make as many updates a pass as so many more faces would", () => {
    const sizes = (batchOf: (update: number) => Uint32Array) => [0, 1, 2, 3].map((update) => batchOf(update).length);
    expect(sizes(createBatches(10, recipe, 1, 3))).toEqual([4, 4, 4, 4]); // the fourth begins the next pass: one sample alone is dropped
    expect(sizes(createBatches(10, recipe, 1, 4))).toEqual([4, 4, 4, 2]);
  });
});
