// Which faces an update sees. Everything follows from the seed and the number of the update, so a checkpoint needs no more.

import { permutation, type RandomStream, randomStream } from "../random.ts";
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
 * @param added  samples beside the faces, at positions from `count` on: each pass has them somewhere among the faces, whose order is the
 *               one that they have without
 * @returns positions of the faces of an update, counted from 0
 */
export function createBatches(count: number, recipe: Pick<TrainingRecipe, "batchSize" | "smallestBatch">, seed: number, added = 0) {
  const perPass = updatesInPass(count + added, recipe);
  let order: { pass: number; positions: Uint32Array } | undefined;
  return function batchOfUpdate(update: number): Uint32Array {
    const pass = Math.floor(update / perPass);
    if (order?.pass !== pass) {
      const faces = permutation(count, randomStream(seed, "order", pass));
      order = { pass, positions: added === 0 ? faces : insertAmong(faces, added, randomStream(seed, "added", pass)) };
    }
    const from = (update % perPass) * recipe.batchSize;
    return order.positions.subarray(from, from + recipe.batchSize);
  };
}

function insertAmong(faces: Uint32Array, added: number, random: RandomStream): Uint32Array {
  const all = new Uint32Array(faces.length + added);
  const isTaken = new Uint8Array(all.length);
  for (const [index, place] of permutation(all.length, random).subarray(0, added).entries()) {
    all[place] = faces.length + index;
    isTaken[place] = 1;
  }
  let next = 0;
  for (let place = 0; place < all.length; place++) if (!isTaken[place]) all[place] = faces[next++]!;
  return all;
}
