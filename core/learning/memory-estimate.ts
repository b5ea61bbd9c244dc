// How much memory an update will take, told before the first one: oneDNN's operations end the process when an allocation fails, and so
// does a system that runs out.
import type { Network, ParameterSpec } from "../networks/network.ts";
import type { NetworkName, TrainingRecipe } from "../recipe.ts";
import { partSizeOf } from "./batch-parts.ts";
import type { DistilledPart } from "./distilled-use.ts";
import { tooLittleMemory } from "./out-of-memory.ts";
import { frozenNorms, parameterGroups } from "./parameter-groups.ts";

/** Bytes that an update takes beside weights and velocities, which are there before it. */
export interface UpdateMemory {
  /** Forward and backward, of each picture that goes through the network at once. */
  perPicture: number;
  /** Whatever the batch: gradients, and what the allocator has kept from the last momentum update. */
  fixed: number;
  /** The momentum update itself, when activations are gone. */
  moving: number;
}

const floatBytes = 4;
/**
 * Copies of a layer's output that an update holds at its worst moment, at the turn from forward to backward: the output, what becomes of it,
 * and what gradients will read. Measured as tf.profile's peak (memory-estimate.engine.test.ts watches it).
 */
const outputCopies: Record<NetworkName, number> = { compact: 5.4, resnet34: 6.8, "face-resnet": 4.7, "vgg-face": 3.5 };
/** Fewer copies where a batch norm is frozen: it is a part of its convolution, and what would enter it is not there. */
const copiesSavedByFolding = 2;
/** Copies of the largest group: its gradient and what that is made of. Each group moves, and is free, before the next. */
const gradientCopies = 2;
/** Copies of the largest group while it is moved where it lies: its tensors joined, their gradients joined, and the parts again. */
const movingCopies = 3;
/**
 * Share of that memory that activations cannot use, because oneDNN's allocator keeps it in pieces. With it, resident memory was
 * foretold within a third above and a twentieth below: 1.0 GB for ResNet-34 at 112 with 24 pictures, 3.5 for VGG-16 at 112 with 12,
 * 0.5 for the face network with 32, 2.0 for the compact one with 512.
 */
const keptShare = 0.5;

/** What an update of this network takes by this recipe. @param sumsGradients  of passes one after the other, which holds them all */
export function updateMemory(
  network: Network,
  classCount: number,
  recipe: Pick<TrainingRecipe, "headRateMultiple" | "frozenPrefixes" | "batchNorm" | "accumulationSteps">,
  sumsGradients = recipe.accumulationSteps > 1,
): UpdateMemory {
  const groups = parameterGroups(network, classCount, recipe);
  const learntBytes = floatBytes * groups.reduce((sum, { size }) => sum + size, 0);
  const largestBytes = floatBytes * Math.max(...groups.map(({ size }) => size));
  const outputs = network.parameters(classCount).reduce((sum, spec) => sum + outputBytes(spec), 0);
  const folded = foldedBytes(network, classCount, frozenNorms(network, classCount, recipe));
  const pictureBytes = floatBytes * network.inputSize ** 2 * network.channels;
  const moving = learntBytes + movingCopies * largestBytes;
  return {
    perPicture: pictureBytes + outputCopies[network.name] * outputs - copiesSavedByFolding * folded,
    fixed: gradientCopies * largestBytes + (sumsGradients ? learntBytes : 0) + keptShare * moving,
    moving,
  };
}

/** Of one picture: a number at each place and channel. */
function outputBytes({ kind, places, shape }: ParameterSpec): number {
  return kind === "vector" || kind === "running-statistic" ? 0 : floatBytes * places * shape.at(-1)!;
}

/** Of one picture: the outputs of convolutions before frozen batch norms, which follow them in the list. */
function foldedBytes(network: Network, classCount: number, frozen: ReadonlySet<string>): number {
  let [last, sum] = [0, 0];
  for (const spec of network.parameters(classCount)) {
    last = outputBytes(spec) || last;
    if (spec.name.endsWith(".running_mean") && frozen.has(spec.name.slice(0, -".running_mean".length))) sum += last;
  }
  return sum;
}

/** The most pictures that can go through the network at once; null where not even one can. */
export function picturesThatFit({ perPicture, fixed, moving }: UpdateMemory, available: number): number | null {
  const count = Math.floor((available - fixed) / perPicture);
  return moving > available || count < 1 ? null : count;
}

/**
 * @param faceCount  of the training set
 * @param available  bytes
 * @param distilled  images that take part; null for none
 * @throws InputError naming the batch size and the number that fits
 */
export function requireMemory(
  network: Network,
  classCount: number,
  recipe: TrainingRecipe,
  faceCount: number,
  available: number,
  distilled: DistilledPart | null = null,
): void {
  const { together, sumsGradients } = besideBatch(distilled);
  const memory = updateMemory(network, classCount, recipe, sumsGradients || recipe.accumulationSteps > 1);
  const pictures = Math.min(partSizeOf(recipe), faceCount) + together;
  if (pictures <= (picturesThatFit(memory, available) ?? 0)) return;
  const wanted = Math.max(memory.moving, memory.fixed + pictures * memory.perPicture);
  // What is proposed must fit in parts as well, whose gradients are summed.
  const inParts = updateMemory(network, classCount, { ...recipe, accumulationSteps: Math.max(2, recipe.accumulationSteps) });
  const why = `whose updates take about ${gigabytes(wanted)} where ${gigabytes(available)} are free`;
  const fits = picturesThatFit(inParts, available);
  throw tooLittleMemory(recipe, why, fits !== null && fits > together ? fits - together : null);
}

/** Distilled images in every batch go through the network with each part of it, or before it, and then their gradients wait for its own. */
function besideBatch(distilled: DistilledPart | null): { together: number; sumsGradients: boolean } {
  if (distilled?.mode !== "every-batch") return { together: 0, sumsGradients: false };
  return distilled.statistics === "batch"
    ? { together: distilled.set.labels.length, sumsGradients: false }
    : { together: 0, sumsGradients: true };
}

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
