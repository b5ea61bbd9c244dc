// Which real samples stand in for distilled images of the same labels: drawn at random, or nearest to the centroid of their class. Pure.
import { permutation, randomStream } from "../random.ts";

/**
 * For each image the sample in its place: the first image of a class takes the first sample of that class's order, and so on. An order
 * that is too short begins again.
 *
 * @param labels  [n] class of each image
 * @param orders  positions in the source by class
 * @returns [n] positions
 * @throws RangeError when a class has images but no samples
 */
export function takeInOrder(labels: Int32Array, orders: readonly ArrayLike<number>[]): Uint32Array {
  const taken = orders.map(() => 0);
  return Uint32Array.from(labels, (label) => {
    const order = orders[label];
    if (!order?.length) throw new RangeError(`Images of class ${label} have no sample to be chosen from.`);
    return order[taken[label]!++ % order.length]!;
  });
}

/**
 * Classes of the images that something can take the place of: images from elsewhere may be of a class without samples.
 *
 * @param labels  [S · N] class of each image, in the order of gradient steps
 * @param present  class indexes
 * @returns null when a gradient step would be left without images, or with fewer than another
 */
export function labelsWithSamples(labels: ArrayLike<number>, gradientSteps: number, present: readonly number[]): Int32Array | null {
  const perStep = labels.length / gradientSteps;
  const kept = Array.from({ length: gradientSteps }, (_, step) =>
    Array.from({ length: perStep }, (_, image) => labels[step * perStep + image]!).filter((label) => present.includes(label)),
  );
  const count = kept[0]!.length;
  return count > 0 && kept.every(({ length }) => length === count) ? Int32Array.from(kept.flat()) : null;
}

/** Draw d of a seed: each class in a random order of its own, so no sample comes twice while others are left. */
export function randomOrders(byClass: readonly Uint32Array[], seed: number, draw: number): Uint32Array[] {
  return byClass.map((positions, label) =>
    permutation(positions.length, randomStream(seed, "random-mined", draw, label)).map((index) => positions[index]!),
  );
}

/**
 * Each class by falling cosine, of equal ones the first sample first.
 *
 * @param cosines  [count] of every sample to the centroid of its class
 */
export function nearestOrders(byClass: readonly Uint32Array[], cosines: Float32Array): Uint32Array[] {
  return byClass.map((positions) => positions.slice().sort((a, b) => cosines[b]! - cosines[a]! || a - b));
}
