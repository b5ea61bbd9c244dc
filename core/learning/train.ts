// Section 4.3: the training loop of the primitive learner, of VAS retraining and of its control. It knows no files: faces come
// in memory, checkpoints and progress leave through functions.
import type { EpochMetrics } from "../contract.ts";
import { InputError, WorkbenchError } from "../errors.ts";
import type { Network, Parameters } from "../networks/network.ts";
import { learningRateAt, type TrainingRecipe } from "../recipe.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import type { Tensor } from "../tensor/tensorflow.ts";
import { createNormaliser, dropoutSeedOfUpdate, flipsOfUpdate } from "./augment.ts";
import { createBatches, updatesInPass } from "./batches.ts";
import { evaluate } from "./evaluate.ts";
import type { LabelledFaces } from "./faces.ts";
import { createLearner } from "./learner.ts";
import { emptySums, type TrainingState } from "./state.ts";
import { createUpdate } from "./step.ts";

export interface Training {
  network: Network;
  recipe: TrainingRecipe;
  seed: number;
  classCount: number;
  faces: LabelledFaces;
  /** Watched, never learnt from; null draws no validation curve. */
  validation: LabelledFaces | null;
  /** null is one pass over the faces. */
  updatesPerEpoch: number | null;
}

export interface TrainingHooks {
  signal: AbortSignal;
  /** Lets messages in between two updates. */
  breathe(): Promise<void>;
  onUpdate(updates: number, total: number): void;
  onEpoch(metrics: EpochMetrics): void;
  /** After every epoch, and between updates when the last one is `checkpointSeconds` old. */
  saveCheckpoint(state: TrainingState): Promise<void>;
}

const checkpointSeconds = 20;

/** Updates of the whole run. */
export function totalUpdates({ recipe, faces, updatesPerEpoch }: Pick<Training, "recipe" | "faces" | "updatesPerEpoch">): number {
  return recipe.epochs * (updatesPerEpoch ?? updatesInPass(faces.count, recipe));
}

/**
 * Makes the updates that `state` still lacks and changes it in place; its tensors stay the caller's.
 *
 * @throws WorkbenchError `cancelled` before the next update after an abort; InputError when the training diverges, whose last
 *   checkpoint is then the one before
 */
export async function trainLearner(training: Training, state: TrainingState, hooks: TrainingHooks): Promise<void> {
  const { network, recipe, seed, faces } = training;
  const tf = loadTensorFlow();
  const total = totalUpdates(training);
  if (total === 0) throw tooFewFaces(training);
  const perEpoch = total / recipe.epochs;
  const batchOfUpdate = createBatches(faces.count, recipe, seed);
  const normalise = createNormaliser(network);
  const update = createUpdate(network, training.classCount, recipe.precision);
  let checkpointAt = Date.now();

  while (state.updates < total) {
    await hooks.breathe();
    if (hooks.signal.aborted) throw new WorkbenchError("cancelled", "Cancelled.");
    const begun = performance.now();
    const epoch = Math.floor(state.updates / perEpoch);
    const positions = batchOfUpdate(state.updates);
    const flips = recipe.horizontalFlip ? flipsOfUpdate(seed, state.updates, positions.length) : undefined;
    const side = network.inputSize;
    const images = tf.tensor4d(normalise(faces.pixels, positions, flips), [positions.length, side, side, network.channels]);
    const labels = tf.tensor1d(
      Int32Array.from(positions, (position) => faces.labels[position]!),
      "int32",
    );
    const settings = { learningRate: learningRateAt(recipe, epoch), momentum: recipe.momentum, weightDecay: recipe.weightDecay };
    const { loss, correct } = update(state, images, labels, settings, dropoutSeedOfUpdate(seed, state.updates));
    tf.dispose([images, labels]);
    if (!Number.isFinite(loss)) throw diverged(recipe, state.updates + 1, epoch);

    state.updates++;
    state.running.loss += loss * positions.length;
    state.running.correct += correct;
    state.running.seen += positions.length;
    const seconds = (performance.now() - begun) / 1000;
    state.running.seconds += seconds;
    state.imagesSeen += positions.length;
    state.updateSeconds += seconds;
    hooks.onUpdate(state.updates, total);
    const endsEpoch = state.updates % perEpoch === 0;
    const isCheckpointDue = endsEpoch || Date.now() - checkpointAt > checkpointSeconds * 1000;
    // A loss tells of the weights before its update; what the update made of them is looked at before it is shown or kept.
    if (isCheckpointDue && !areNumbers(state.parameters)) throw diverged(recipe, state.updates, epoch);
    if (endsEpoch) hooks.onEpoch(finishEpoch(training, state, epoch));
    if (isCheckpointDue) {
      await hooks.saveCheckpoint(state);
      checkpointAt = Date.now();
    }
  }
}

/** @param epoch  counted from 0 */
function diverged(recipe: TrainingRecipe, update: number, epoch: number): InputError {
  const learningRate = learningRateAt(recipe, epoch);
  return new InputError({
    file: `recipe "${recipe.name}"`,
    found: `a training that diverged at update ${update}, in epoch ${epoch + 1}, at a learning rate of ${learningRate}`,
    expected: "a loss that stays a number",
    mend: "Lower the learning rate, then train again.",
  });
}

function areNumbers(parameters: Parameters): boolean {
  const largest = (tensor: Tensor) => loadTensorFlow().tidy(() => tensor.abs().max().dataSync()[0]!);
  return Object.values(parameters).every((tensor) => Number.isFinite(largest(tensor)));
}

function tooFewFaces({ faces, recipe }: Training): InputError {
  return new InputError({
    file: "labels.csv",
    found: `${faces.count} faces to learn from`,
    expected: `at least ${recipe.smallestBatch}, the smallest batch of the recipe "${recipe.name}"`,
    mend: "Label more anchors, or lower the smallest batch.",
  });
}

function finishEpoch({ network, recipe, classCount, validation }: Training, state: TrainingState, epoch: number): EpochMetrics {
  const { loss, correct, seen, seconds } = state.running;
  const metrics: EpochMetrics = {
    epoch: epoch + 1,
    learningRate: learningRateAt(recipe, epoch),
    trainLoss: loss / seen,
    trainAccuracy: correct / seen,
    validationLoss: null,
    validationAccuracy: null,
    imagesPerSecond: seen / seconds,
  };
  if (validation) {
    const learner = createLearner(network, state.parameters, classCount);
    const held = evaluate(learner, validation);
    learner.dispose();
    metrics.validationLoss = held.loss;
    metrics.validationAccuracy = held.accuracy;
  }
  state.epochs.push(metrics);
  state.running = emptySums();
  return metrics;
}
