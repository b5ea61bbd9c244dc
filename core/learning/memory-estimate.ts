// How much memory an update will take, told before the first one: oneDNN's operations end the process when an allocation fails, and so
// does a system that runs out.
import type { Network, ParameterSpec } from "../networks/network.ts";
import type { TrainingRecipe } from "../recipe.ts";
import { partSizeOf } from "./batch-parts.ts";
import { tooLittleMemory } from "./out-of-memory.ts";
import { parameterGroups } from "./parameter-groups.ts";

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
 * Copies of a convolution's output: those that the tape keeps on the way forward (the output itself, what becomes of it, and what
 * gradients will read), and those on the way back. Measured as tf.profile's peak (memory-estimate.engine.test.ts watches it): 6.4 in all
 * for the compact network, 7.4 for ResNet-34, whose convolutions have batch norms; 4.3 for VGG-16 and 5.4 for the face network.
 */
const copies = { withNorm: { forward: 4, backward: 3.2 }, withBias: { forward: 2.6, backward: 2.4 } };
/** Copies of what learns: its gradients, and what they are made of. */
const gradientCopies = 2;
/** Copies of the largest group while it is moved; 6.5 for VGG-16's first hidden layer. */
const movingCopies = 6.5;
/**
 * Share of that memory that activations cannot use, because oneDNN's allocator keeps it in pieces. With it, resident memory was
 * foretold within a third above and a twentieth below: 1.0 GB for ResNet-34 at 112 with 24 pictures, 3.5 for VGG-16 at 112 with 12,
 * 0.5 for the face network with 32, 2.0 for the compact one with 512.
 */
const keptShare = 0.5;

/** What an update of this network takes by this recipe; what is frozen takes nothing on the way back. */
export function updateMemory(
  network: Network,
  classCount: number,
  recipe: Pick<TrainingRecipe, "headRateMultiple" | "frozenPrefixes" | "accumulationSteps">,
): UpdateMemory {
  const groups = parameterGroups(network, classCount, recipe);
  const learns = new Set(groups.flatMap(({ names }) => names));
  const learntBytes = floatBytes * groups.reduce((sum, { size }) => sum + size, 0);
  const largestBytes = floatBytes * Math.max(...groups.map(({ size }) => size));
  const specs = network.parameters(classCount);
  const firstLearnt = specs.findIndex(({ name }) => learns.has(name));
  const { forward, backward } = specs.some(({ kind }) => kind === "running-statistic") ? copies.withNorm : copies.withBias;
  const outputsFrom = (first: number) => specs.slice(first).reduce((sum, spec) => sum + outputBytes(spec), 0);
  const pictureBytes = floatBytes * network.inputSize ** 2 * network.channels;
  const moving = learntBytes + movingCopies * largestBytes;
  return {
    perPicture: pictureBytes + forward * outputsFrom(0) + backward * outputsFrom(firstLearnt),
    fixed: (gradientCopies + (recipe.accumulationSteps > 1 ? 1 : 0)) * learntBytes + keptShare * moving,
    moving,
  };
}

/** Of one picture: a number at each place and channel. */
function outputBytes({ kind, places, shape }: ParameterSpec): number {
  return kind === "vector" || kind === "running-statistic" ? 0 : floatBytes * places * shape.at(-1)!;
}

/** The most pictures that can go through the network at once; null where not even one can. */
export function picturesThatFit({ perPicture, fixed, moving }: UpdateMemory, available: number): number | null {
  const count = Math.floor((available - fixed) / perPicture);
  return moving > available || count < 1 ? null : count;
}

/**
 * @param faceCount  of the training set
 * @param available  bytes
 * @throws InputError naming the batch size and the number that fits
 */
export function requireMemory(network: Network, classCount: number, recipe: TrainingRecipe, faceCount: number, available: number): void {
  const memory = updateMemory(network, classCount, recipe);
  const pictures = Math.min(partSizeOf(recipe), faceCount);
  if (pictures <= (picturesThatFit(memory, available) ?? 0)) return;
  const wanted = Math.max(memory.moving, memory.fixed + pictures * memory.perPicture);
  // What is proposed must fit in parts as well, whose gradients are summed.
  const inParts = updateMemory(network, classCount, { ...recipe, accumulationSteps: Math.max(2, recipe.accumulationSteps) });
  const why = `whose updates take about ${gigabytes(wanted)} where ${gigabytes(available)} are free`;
  throw tooLittleMemory(recipe, why, picturesThatFit(inParts, available));
}

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
