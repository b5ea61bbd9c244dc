// Which faces an update sees. Everything follows from the seed and the number of the update, so a checkpoint needs no more.

import { permutation, randomStream } from "../random.ts";
import type { TrainingRecipe } from "../recipe.ts";

/** Updates of one pass over `count` faces: a last batch below `smallestBatch` is dropped. */
export function updatesInPass(count: number, { batchSize, smallestBatch }: Pick<TrainingRecipe, "batchSize" | "smallestBatch">): number {
  const rest = count % batchSize;
  return Math.floor(count / batchSize) + (rest >= smallestBatch ? 1 : 0);
}

/**
 * The batches of a run: pass after pass, each in its own random order. A run that makes more updates an epoch than one pass has
 * goes on with the next pass.
 *
 * @returns positions of the faces of an update, counted from 0
 */
export function createBatches(count: number, recipe: Pick<TrainingRecipe, "batchSize" | "smallestBatch">, seed: number) {
  const perPass = updatesInPass(count, recipe);
  let order: { pass: number; positions: Uint32Array } | undefined;
  return function batchOfUpdate(update: number): Uint32Array {
    const pass = Math.floor(update / perPass);
    if (order?.pass !== pass) order = { pass, positions: permutation(count, randomStream(seed, "order", pass)) };
    const from = (update % perPass) * recipe.batchSize;
    return order.positions.subarray(from, from + recipe.batchSize);
  };
}
