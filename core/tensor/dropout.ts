// Dropout whose masks follow from the run's seed and the number of the update, by our own generator: a resumed run draws the same,
// and so does every backend.
import { randomStream } from "../random.ts";
import { loadTensorFlow } from "./backend.ts";
import type { Tensor } from "./tensorflow.ts";

/**
 * Zeroes each value with probability `rate` and divides the others by 1 - rate, so that the expectation stays (as in PyTorch).
 *
 * @param seed   of this update
 * @param layer  names the place in the network, so that two layers never share a mask
 */
export function dropout<T extends Tensor>(x: T, rate: number, seed: number, layer: string): T {
  const random = randomStream(seed, "dropout", layer);
  const kept = 1 / (1 - rate);
  const mask = new Float32Array(x.size);
  for (let index = 0; index < mask.length; index++) mask[index] = random.uniform() < rate ? 0 : kept;
  return x.mul(loadTensorFlow().tensor(mask, x.shape, "float32"));
}
