// What distilled images begin as.
import type { Network } from "../networks/network.ts";
import { randomOrders, takeInOrder } from "./chosen-samples.ts";
import type { DistillationStart } from "./distillation-recipe.ts";
import { meanImages } from "./mean-images.ts";
import { positionsByClass, type Source } from "./source.ts";
import type { Pauses } from "./source-features.ts";
import { noiseImages } from "./state.ts";

interface Beginning {
  source: Source;
  network: Network;
  /** [n] class of each image. */
  labels: Int32Array;
  seed: number;
}

/** A draw of its own: no random baseline begins where a distillation does. */
const startDraw = 1_000_000;

/** @returns [n, H, W, C] normalised: noise, real samples of each class, or the mean of the class for all of its images */
export async function startImages(
  start: DistillationStart,
  { source, network, labels, seed }: Beginning,
  pauses: Pauses,
): Promise<Float32Array> {
  const size = network.inputSize ** 2 * network.channels;
  if (start === "noise") return noiseImages(labels.length * size, seed);
  if (start === "real") return source.images(takeInOrder(labels, randomOrders(positionsByClass(source), seed, startDraw)));
  const means = await meanImages(source, network, positionsByClass(source), pauses);
  const images = new Float32Array(labels.length * size);
  for (const [index, label] of labels.entries()) images.set(means[label]!, index * size);
  return images;
}
