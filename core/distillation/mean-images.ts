// Mean pictures, in normalised pixels: the class means that distilled images are compared with, and the centres of clusters.
import type { Network } from "../networks/network.ts";
import type { Source } from "./source.ts";
import { type Pauses, sampleBatches } from "./source-features.ts";

/**
 * Mean picture of each group of samples; 0, the mean of all training pixels, for a group without samples.
 *
 * @param groups  positions in the source
 * @returns by group [H, W, C]
 */
export async function meanImages(
  source: Source,
  network: Network,
  groups: readonly Uint32Array[],
  pauses: Pauses,
): Promise<Float32Array[]> {
  const length = network.inputSize ** 2 * network.channels;
  const means: Float32Array[] = [];
  for (const group of groups) {
    const sums = new Float64Array(length);
    for await (const { images } of sampleBatches(source, network, pauses, group)) {
      for (let from = 0; from < images.length; from += length) for (let i = 0; i < length; i++) sums[i]! += images[from + i]!;
    }
    means.push(Float32Array.from(sums, (sum) => sum / Math.max(1, group.length)));
  }
  return means;
}
