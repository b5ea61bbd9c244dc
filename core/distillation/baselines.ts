// What takes the place of the distilled images in a control: images of the same number, size and labels that cost less to make. All but
// random mined images are made once; of those there are several draws.
import type { Network, Parameters } from "../networks/network.ts";
import { nearestOrders, randomOrders, takeInOrder } from "./chosen-samples.ts";
import { clusterImages } from "./cluster-images.ts";
import type { Baseline } from "./das-recipe.ts";
import type { DistillationInit } from "./distillation-recipe.ts";
import { startMatching } from "./distribution-matching.ts";
import { meanImages } from "./mean-images.ts";
import { positionsByClass, type Source } from "./source.ts";
import { cosinesToOwnCentroid, type Pauses, sourceCentroids } from "./source-features.ts";

export interface BaselineSettings {
  source: Source;
  network: Network;
  /** The learner's, and they stay so. */
  parameters: Parameters;
  /** [n] class of each distilled image that has samples in the source. */
  labels: Int32Array;
  /** [n, H, W, C] that the distillation began with, or would have: distribution matching begins there too. */
  noise: Float32Array;
  /** Of the distillation: which networks distribution matching sees, and how many samples of a class at once where they are drawn anew. */
  init: DistillationInit;
  realBatch: number;
  seed: number;
}

/** Updates of distribution matching, and their rate: on drawn faces its loss is then about a hundredth of that of the noise. */
const matchingIterations = 200;
const matchingRate = 0.05;

/** @param draw  of random mined images; otherwise 0 */
export async function baselineImages(baseline: Baseline, draw: number, settings: BaselineSettings, pauses: Pauses): Promise<Float32Array> {
  return makers[baseline](settings, pauses, draw);
}

type Maker = (settings: BaselineSettings, pauses: Pauses, draw: number) => Promise<Float32Array>;

/** Each gives [n, H, W, C], normalised. */
const makers: Record<Baseline, Maker> = {
  /** Real samples of the class, as they come. */
  "random-mined": async ({ source, labels, seed }, _, draw) =>
    source.images(takeInOrder(labels, randomOrders(positionsByClass(source), seed, draw))),

  /** Real samples, by falling cosine to the mean of their class's features. */
  nearest: async ({ source, network, parameters, labels }, pauses) => {
    const folded = network.fold(parameters);
    try {
      const centroids = await sourceCentroids(source, network, folded, pauses);
      const cosines = await cosinesToOwnCentroid(source, network, folded, centroids, pauses);
      return await source.images(takeInOrder(labels, nearestOrders(positionsByClass(source), cosines)));
    } finally {
      folded.dispose();
    }
  },

  "k-means": async ({ source, network, labels, seed }, pauses) =>
    joined(await clusterImages(labels, source, network, positionsByClass(source), seed, pauses)),

  /** The same for all images of a class. */
  "class-mean": async ({ source, network, labels }, pauses) => {
    const means = await meanImages(source, network, positionsByClass(source), pauses);
    return joined(Array.from(labels, (label) => means[label]!));
  },

  "distribution-matching": async ({ noise, ...settings }, pauses) => {
    const images = noise.slice();
    const matching = await startMatching(images, settings, pauses);
    for (let iteration = 0; iteration < matchingIterations; iteration++) await matching.step(matchingRate);
    return images;
  },
};

function joined(images: readonly Float32Array[]): Float32Array {
  const length = images[0]?.length ?? 0;
  const all = new Float32Array(images.length * length);
  for (const [index, image] of images.entries()) all.set(image, index * length);
  return all;
}
