// Small sets of distilled images in which every number is another, so that one in the wrong place shows.
import { usualSetup } from "../networks/network-setup.ts";
import type { DistilledSet, MadeFor } from "./distilled-set.ts";

export const madeForCompact: MadeFor = {
  network: usualSetup("compact", 16),
  weightsDigest: "a".repeat(64),
  classes: ["surprise", "fear", "happiness"],
};

/** RGB, with pixels of 0 to 255. */
export const madeForFaces: MadeFor = { network: usualSetup("vgg-face", 32), weightsDigest: null, classes: ["surprise", "fear"] };

/** An image a class in each of `gradientSteps`. */
export function distilledSet({ network, classes }: MadeFor, gradientSteps = 2, repeats = 3, isSoft = false): DistilledSet {
  const size = network.inputSize;
  const channels = network.normalisation.mean.length;
  const count = gradientSteps * classes.length;
  const labels = Int32Array.from({ length: count }, (_, image) => image % classes.length);
  const softLabels = Float32Array.from({ length: count * classes.length }, (_, place) => {
    const isOwn = place % classes.length === labels[Math.floor(place / classes.length)];
    return isOwn ? 0.75 : 0.25 / (classes.length - 1);
  });
  return {
    gradientSteps,
    repeats,
    images: Float32Array.from({ length: count * size * size * channels }, (_, place) => place / 8 - 40),
    shape: [count, size, size, channels],
    labels,
    softLabels: isSoft ? softLabels : null,
    stepSizes: Float32Array.from({ length: gradientSteps * repeats }, (_, step) => (step + 1) / 1024),
  };
}
