// Distilled images read for a training, and held against what the training is.
import { basename } from "node:path";
import type { DistilledUse } from "../compute/distillation-tasks.ts";
import { readDistilled } from "../distillation/distilled-file.ts";
import type { DistilledSet, MadeFor } from "../distillation/distilled-set.ts";
import { InputError } from "../errors.ts";
import type { Network } from "../networks/network.ts";
import { digestOfFile } from "../project/durable.ts";
import type { DistilledPart } from "./distilled-use.ts";

/** What images must fit. */
interface ToldApart {
  network: Network;
  classes: readonly string[];
  /** Weights that the training starts from; null where its seed draws them. */
  startWeights: string | null;
}

/**
 * @returns the images, and for people what is doubtful about them here: that they were distilled for other weights
 * @throws InputError naming the file when it cannot be read, or when its images or classes are others than the training's
 */
export async function loadDistilled(use: DistilledUse, training: ToldApart): Promise<{ distilled: DistilledPart; warning: string | null }> {
  const { set, made } = await readDistilled(use.path);
  const file = basename(use.path);
  requireSamePictures(file, set, training.network);
  requireSameClasses(file, made.classes, training.classes);
  return { distilled: { ...use, set }, warning: await warningOf(made, training) };
}

function requireSamePictures(file: string, { shape: [, height, width, channels] }: DistilledSet, { name, inputSize, ...network }: Network) {
  if (height === inputSize && width === inputSize && channels === network.channels) return;
  throw new InputError({
    file,
    found: `images of ${width} x ${height} pixels in ${channels} ${channels === 1 ? "channel" : "channels"}`,
    expected: `${inputSize} x ${inputSize} in ${network.channels}, which ${name} takes`,
    mend: "Choose images that were distilled for this network, or distil again.",
  });
}

/** In the same order: labels are positions in it. */
function requireSameClasses(file: string, found: readonly string[], expected: readonly string[]) {
  if (JSON.stringify(found) === JSON.stringify(expected)) return;
  throw new InputError({
    file,
    found: `images of the classes ${found.join(", ")}`,
    expected: expected.join(", "),
    mend: "Choose images that were distilled for these classes, or distil again.",
  });
}

/** Pixels are normalised for one network, and the learnt steps lead on from one set of weights. */
async function warningOf({ network: made, weightsDigest }: MadeFor, { network, startWeights }: ToldApart): Promise<string | null> {
  const isOtherSetup = made.name !== network.name || JSON.stringify(made.normalisation) !== JSON.stringify(network.normalisation);
  const digest = startWeights && (await digestOfFile(startWeights)).digest;
  if (!isOtherSetup && (weightsDigest === null || weightsDigest === digest)) return null;
  const [madeFor, here] = isOtherSetup
    ? [setupText(made), setupText(network)]
    : [
        `the ${made.name} weights ${weightsDigest!.slice(0, 12)}`,
        digest ? `weights ${digest.slice(0, 12)}` : "weights drawn from the seed",
      ];
  return (
    `These images were distilled for another network: for ${madeFor}, and this training begins with ${here}. ` +
    "Their pixels and step sizes were learnt there, so they may do nothing here, or harm."
  );
}

const setupText = ({ name, normalisation: { unit, mean, deviation } }: Pick<Network, "name" | "normalisation">): string =>
  `${name} (pixels / ${unit}, mean ${mean.join(", ")}, deviation ${deviation.join(", ")})`;
