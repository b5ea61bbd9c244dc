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
