// What a training run carries from update to update, and its start.
import { basename } from "node:path";
import type { EpochMetrics } from "../contract.ts";
import { parameterCount } from "../networks/network.ts";
import { parametersOf } from "../networks/weights/layout.ts";
import { readSafetensors } from "../networks/weights/safetensors.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import type { Tensor1D } from "../tensor/tensorflow.ts";
import type { Learnt } from "./step.ts";
import type { Training } from "./train.ts";

/** Numbers of a run so far; with the tensors, all that a later process needs to go on as if nothing had happened. */
export interface Progress {
  /** Updates made. */
  updates: number;
  /** Faces that these updates saw, repetitions counted. */
  imagesSeen: number;
  /** Time inside updates. */
  updateSeconds: number;
  /** Of finished epochs. */
  epochs: EpochMetrics[];
  /** Sums over the epoch under way. */
  running: { loss: number; correct: number; seen: number; seconds: number };
}

export interface TrainingState extends Learnt, Progress {}

export const emptySums = (): Progress["running"] => ({ loss: 0, correct: 0, seen: 0, seconds: 0 });

/**
 * The state before the first update, from a weight file or from the seed. The caller disposes its tensors.
 *
 * @throws InputError when the file does not hold this network with these classes
 */
export async function beginTraining({ network, seed, classCount }: Training, startWeights: string | null): Promise<TrainingState> {
  const parameters = startWeights
    ? parametersOf(network, (await readSafetensors(startWeights)).tensors, classCount, basename(startWeights))
    : network.initialise(seed, classCount);
  const velocities = loadTensorFlow().zeros([parameterCount(network, classCount)]) as Tensor1D;
  return { parameters, velocities, updates: 0, imagesSeen: 0, updateSeconds: 0, epochs: [], running: emptySums() };
}
