// Line 3 of Algorithm 1 with equally many samples of each class, whatever the source's own balance. Everything follows from the seed and
// the number of the iteration, as in learning/batches.ts.
import { permutation, randomStream } from "../random.ts";

/**
 * Places of all batches are dealt to the classes in turn: two classes differ by at most one in every batch, and over all of them. A class
 * fills its places with all of its samples in random order, then with all of them in another one.
 *
 * @param byClass  positions of each class in the source; classes without any have no turn
 * @returns positions of the samples of an iteration, counted from 0
 */
export function createBalancedBatches(byClass: readonly Uint32Array[], batchSize: number, seed: number) {
  const classes = [...byClass.keys()].filter((label) => byClass[label]!.length > 0);
  const orders = new Map<number, { pass: number; order: Uint32Array }>();

  /** @param use  how many samples of the class came before */
  function sampleOf(label: number, use: number): number {
    const positions = byClass[label]!;
    const pass = Math.floor(use / positions.length);
    let current = orders.get(label);
    if (current?.pass !== pass) {
      current = { pass, order: permutation(positions.length, randomStream(seed, "balanced order", label, pass)) };
      orders.set(label, current);
    }
    return positions[current.order[use % positions.length]!]!;
  }

  return (iteration: number): Uint32Array =>
    Uint32Array.from({ length: batchSize }, (_, index) => {
      const place = iteration * batchSize + index;
      return sampleOf(classes[place % classes.length]!, Math.floor(place / classes.length));
    });
}
