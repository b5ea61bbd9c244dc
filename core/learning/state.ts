// What a training run carries from update to update, and its start.
import { basename } from "node:path";
import type { EpochMetrics } from "../contract/run-views.ts";
import { applySteps } from "../distillation/apply-steps.ts";
import { InputError } from "../errors.ts";
import { initialParameters } from "../networks/initialise.ts";
import type { Parameters } from "../networks/network.ts";
import { parametersOf, tensorOf } from "../networks/weights/layout.ts";
import { readSafetensors } from "../networks/weights/safetensors.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import type { Tensor } from "../tensor/tensorflow.ts";
import type { DistilledPart } from "./distilled-use.ts";
import { type Learnt, zeroVelocities } from "./step.ts";
import type { Training } from "./train.ts";

/** Numbers of a run so far; with the tensors, all that a later process needs to go on as if nothing had happened. */
export interface Progress {
  /** Updates made. */
  updates: number;
  /** Faces and distilled images that these updates saw, repetitions counted. */
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
 * Distilled images that are to be learnt first (the mode "preload") have been by then. The caller disposes its tensors.
 *
 * @param beforeStep  awaited before each of their steps; what it throws ends them
 * @throws InputError when the file does not hold this network, or has a last layer of other classes, and when the steps of distilled
 *   images leave no weights that are numbers
 */
export async function beginTraining(
  training: Training,
  startWeights: string | null,
  beforeStep?: () => Promise<void>,
): Promise<TrainingState> {
  const { network, recipe, seed, classCount, distilled } = training;
  const parameters = startWeights ? await startParameters(training, startWeights) : network.initialise(seed, classCount);
  const begun = performance.now();
  const preloaded = distilled?.mode === "preload" ? await preload(training, parameters, distilled, beforeStep) : null;
  return {
    parameters: preloaded ?? parameters,
    velocities: zeroVelocities(network, classCount, recipe),
    updates: 0,
    imagesSeen: preloaded ? distilled!.set.repeats * distilled!.set.labels.length : 0,
    updateSeconds: preloaded ? (performance.now() - begun) / 1000 : 0,
    epochs: [],
    best: null,
    running: emptySums(),
  };
}

/** Takes the place of `parameters`, which it disposes. */
async function preload(
  { network, classCount }: Training,
  parameters: Parameters,
  { set, path }: DistilledPart,
  beforeStep?: () => Promise<void>,
): Promise<Parameters> {
  const tf = loadTensorFlow();
  try {
    const moved = await applySteps(network, parameters, set, classCount, beforeStep ? { beforeStep } : {});
    if (areNumbers(moved)) return moved;
    tf.dispose(moved);
  } finally {
    tf.dispose(parameters);
  }
  const sizes = set.stepSizes.length === 1 ? "a step size" : "step sizes";
  throw new InputError({
    file: basename(path),
    found: `${sizes} of up to ${Math.max(...set.stepSizes).toPrecision(3)}, after which weights are no numbers`,
    expected: "steps that this network can make",
    mend: "Use images that were distilled for the weights that this training begins with, or another mode than preload.",
  });
}

/** Whether all are finite. */
export function areNumbers(parameters: Parameters): boolean {
  const largest = (tensor: Tensor) => loadTensorFlow().tidy(() => tensor.abs().max().dataSync()[0]!);
  return Object.values(parameters).every((tensor) => Number.isFinite(largest(tensor)));
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
