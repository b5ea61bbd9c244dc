// What a training run carries from update to update, and its start.
import { basename } from "node:path";
import type { EpochMetrics } from "../contract/run-views.ts";
import { initialParameters } from "../networks/initialise.ts";
import type { Parameters } from "../networks/network.ts";
import { parametersOf, tensorOf } from "../networks/weights/layout.ts";
import { readSafetensors } from "../networks/weights/safetensors.ts";
import { type Learnt, zeroVelocities } from "./step.ts";
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
  /** The finished epoch with the best validation accuracy, the earliest of equal ones; null without a validation split. */
  best: { epoch: number; validationAccuracy: number } | null;
  /** Sums over the epoch under way. */
  running: { loss: number; correct: number; seen: number; seconds: number };
}

export interface TrainingState extends Learnt, Progress {}

export const emptySums = (): Progress["running"] => ({ loss: 0, correct: 0, seen: 0, seconds: 0 });

/**
 * The state before the first update, from the seed or from a weight file; a last layer that the file lacks is drawn from the seed.
 * The caller disposes its tensors.
 *
 * @throws InputError when the file does not hold this network, or has a last layer of other classes
 */
export async function beginTraining(training: Training, startWeights: string | null): Promise<TrainingState> {
  const { network, recipe, seed, classCount } = training;
  const parameters = startWeights ? await startParameters(training, startWeights) : network.initialise(seed, classCount);
  const velocities = zeroVelocities(network, classCount, recipe);
  return { parameters, velocities, updates: 0, imagesSeen: 0, updateSeconds: 0, epochs: [], best: null, running: emptySums() };
}

async function startParameters({ network, seed, classCount }: Training, path: string): Promise<Parameters> {
  const { tensors } = await readSafetensors(path);
  const [file, isOfHead] = [basename(path), (name: string) => name.startsWith(`${network.head}.`)];
  if (Object.keys(tensors).some(isOfHead)) return parametersOf(network, tensors, classCount, file);
  const specs = network.parameters(classCount);
  const fromFile = specs.filter(({ name }) => !isOfHead(name)).map((spec) => [spec.name, tensorOf(tensors, spec, file)]);
  const head = specs.filter(({ name }) => isOfHead(name));
  return { ...Object.fromEntries(fromFile), ...initialParameters(head, seed) };
}
