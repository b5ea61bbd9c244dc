// Distribution matching (Zhao and Bilen 2023): the images whose mean feature is that of their class. First gradients are enough, so an
// iteration costs a fraction of one of Algorithm 1. Theirs are the mean features of random networks; here also those of the learner.

import type { FoldedNetwork, Network, Parameters } from "../networks/network.ts";
import { permutation, randomStream } from "../random.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { takeGradients } from "../tensor/gradients.ts";
import { type AdamState, createAdam, restoreAdam } from "./adam.ts";
import type { DistillationInit } from "./distillation-recipe.ts";
import { positionsByClass, type Source } from "./source.ts";
import { type Pauses, sourceCentroids } from "./source-features.ts";

/** Images that go forward and back at once, unless a class has more. */
const mostAtOnce = 16;

export interface MatchingSettings {
  source: Source;
  network: Network;
  /** The learner: it stays the caller's, and as it is. */
  parameters: Parameters;
  /** Which networks give the features: the learner, or others drawn anew each iteration. A head has no part in features. */
  init: DistillationInit;
  /** [n] class of each image; each has samples. */
  labels: Int32Array;
  /** Samples of each class that an iteration with a drawn network looks at. */
  realBatch: number;
  seed: number;
}

/** Where an interrupted matching goes on. */
export interface MatchingState {
  iterations: number;
  adam: AdamState;
}

export interface Matching {
  /**
   * Moves the images once by Adam: down the sum over classes of |mean feature of real samples - mean feature of the class's images|².
   *
   * @returns that sum, before the move
   * @throws the reason of the signal
   */
  step(rate: number): Promise<number>;
  state(): MatchingState;
}

/**
 * @param images  [n, H, W, C], normalised; changed in place by each step
 * @param from    state of an interrupted matching, whose images these are
 */
export async function startMatching(
  images: Float32Array,
  settings: MatchingSettings,
  pauses: Pauses,
  from?: MatchingState,
): Promise<Matching> {
  const { source, network, parameters, init, labels, realBatch, seed } = settings;
  const byClass = positionsByClass(source);
  const groups = groupsOfClasses(labels, mostAtOnce);
  const adam = from ? restoreAdam(from.adam) : createAdam(images.length);
  const known: Target | null = init === "random" ? null : { parameters, centroids: await centroidsUnder(parameters) };
  let iterations = from?.iterations ?? 0;

  async function centroidsUnder(ofNetwork: Parameters, positions?: Uint32Array): Promise<Float32Array> {
    const folded: FoldedNetwork = network.fold(ofNetwork);
    try {
      return (await sourceCentroids(source, network, folded, pauses, positions)).values;
    } finally {
      folded.dispose();
    }
  }

  /** A network and a real batch of every class, which follow from the seed and the number of the iteration. */
  async function drawn(): Promise<Target> {
    const random = (...purpose: (string | number)[]) => randomStream(seed, "matching", iterations, ...purpose);
    const batches = byClass.map((positions, label) =>
      permutation(positions.length, random("real batch", label))
        .subarray(0, realBatch)
        .map((index) => positions[index]!),
    );
    const drawnParameters = network.initialise(random("network").integer(2 ** 31), source.classCount);
    try {
      return { parameters: drawnParameters, centroids: await centroidsUnder(drawnParameters, concatenated(batches)) };
    } catch (error) {
      loadTensorFlow().dispose(drawnParameters);
      throw error;
    }
  }

  return {
    async step(rate) {
      await pauses.breathe();
      pauses.signal.throwIfAborted();
      const target = known ?? (await drawn());
      const gradient = new Float32Array(images.length);
      let loss = 0;
      try {
        for (const group of groups) loss += writeGradient(network, target, images, labels, group, gradient);
      } finally {
        if (target !== known) loadTensorFlow().dispose(target.parameters);
      }
      adam.step(images, gradient, rate);
      iterations++;
      return loss;
    },
    state: () => ({ iterations, adam: adam.state() }),
  };
}

interface Target {
  parameters: Parameters;
  /** [K, D] mean features of real samples under these parameters. */
  centroids: Float32Array;
}

/**
 * Writes the gradient by the images of a group, which holds whole classes, into that of all.
 *
 * @param group     indices of images
 * @param gradient  [n, H, W, C]
 * @returns the loss of its classes
 */
function writeGradient(
  { inputSize, channels, featureCount, forward }: Network,
  { parameters, centroids }: Target,
  images: Float32Array,
  labels: Int32Array,
  group: readonly number[],
  gradient: Float32Array,
): number {
  const tf = loadTensorFlow();
  const length = inputSize * inputSize * channels;
  const pictures = new Float32Array(group.length * length);
  for (const [n, index] of group.entries()) pictures.set(images.subarray(index * length, (index + 1) * length), n * length);
  const classes = [...new Set(group.map((index) => labels[index]!))];
  const shares = new Float32Array(classes.length * group.length); // [classes, group]: of each image in the mean of its class
  const wanted = new Float32Array(classes.length * featureCount);
  for (const [row, label] of classes.entries()) {
    const ofClass = [...group.keys()].filter((n) => labels[group[n]!] === label);
    for (const n of ofClass) shares[row * group.length + n] = 1 / ofClass.length;
    wanted.set(centroids.subarray(label * featureCount, (label + 1) * featureCount), row * featureCount);
  }
  const x = tf.tensor4d(pictures, [group.length, inputSize, inputSize, channels]);
  try {
    const distance = () => {
      const { features } = forward(parameters, x, "frozen");
      const means = tf.matMul(tf.tensor2d(shares, [classes.length, group.length]), features);
      return means
        .sub(tf.tensor2d(wanted, [classes.length, featureCount]))
        .square()
        .sum();
    };
    const loss = takeGradients(distance, [x], (slope) => {
      const values = slope.dataSync<"float32">();
      slope.dispose();
      for (const [n, index] of group.entries()) gradient.set(values.subarray(n * length, (n + 1) * length), index * length);
    });
    const value = loss.dataSync()[0]!;
    loss.dispose();
    return value;
  } finally {
    x.dispose();
  }
}

/** Indices of images, so that a class is in one group, and a group has at most so many images or one class. */
export function groupsOfClasses(labels: Int32Array, most: number): number[][] {
  const groups: number[][] = [];
  for (const label of new Set(labels)) {
    const ofClass = [...labels.keys()].filter((index) => labels[index] === label);
    const last = groups.at(-1);
    if (last && last.length + ofClass.length <= most) last.push(...ofClass);
    else groups.push(ofClass);
  }
  return groups;
}

function concatenated(lists: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(lists.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all;
}
