// Section 4.3: the training loop of the primitive learner, of VAS and DAS retraining and of their controls. It knows no files: batches come
// made, checkpoints and progress leave through functions.
import type { EpochMetrics } from "../contract/run-views.ts";
import { InputError, WorkbenchError } from "../errors.ts";
import type { Network } from "../networks/network.ts";
import { learningRateAt, type TrainingRecipe } from "../recipe.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import type { Tensor1D, Tensor4D } from "../tensor/tensorflow.ts";
import { dropoutSeedOfUpdate } from "./augment.ts";
import { partSizeOf } from "./batch-parts.ts";
import { updatesInPass } from "./batches.ts";
import { classWeightsOf } from "./class-weights.ts";
import { addedSamples, type DistilledPart } from "./distilled-use.ts";
import { evaluate } from "./evaluate.ts";
import { type EveryBatch, everyBatchOf } from "./every-batch.ts";
import type { LabelledFaces } from "./faces.ts";
import { createLearner } from "./learner.ts";
import { requireMemory } from "./memory-estimate.ts";
import { withinMemory } from "./out-of-memory.ts";
import { requireValidation } from "./recipe-check.ts";
import { areNumbers, emptySums, type TrainingState } from "./state.ts";
import { createUpdate, type Update, type UpdateOptions } from "./step.ts";
import { startTrainingBatches, type TrainingBatches } from "./training-batches.ts";

export interface Training {
  network: Network;
  recipe: TrainingRecipe;
  seed: number;
  classCount: number;
  faces: LabelledFaces;
  /** Never learnt from; it draws the validation curve, and chooses the best epoch. null does neither. */
  validation: LabelledFaces | null;
  /** null is one pass over the training set. */
  updatesPerEpoch: number | null;
  /** Distilled images that take part; null for none. */
  distilled: DistilledPart | null;
}

export interface TrainingHooks {
  signal: AbortSignal;
  /** Lets messages in between two updates. */
  breathe(): Promise<void>;
  onUpdate(updates: number, total: number): void;
  onEpoch(metrics: EpochMetrics): void;
  /** Memory that updates may still take, in bytes; null where the system does not tell. Asked once, before the first update. */
  availableBytes(): Promise<number | null>;
  /** After an epoch that is better than all before it, and before its checkpoint. */
  keepBest(state: TrainingState): Promise<void>;
  /** After every epoch, and between updates when the last one is `checkpointSeconds` old. */
  saveCheckpoint(state: TrainingState): Promise<void>;
}

const checkpointSeconds = 20;

/** Updates of the whole run, unless it stops early. */
export function totalUpdates(training: Pick<Training, "recipe" | "faces" | "updatesPerEpoch" | "distilled">): number {
  const { recipe, updatesPerEpoch } = training;
  return recipe.epochs * (updatesPerEpoch ?? updatesInPass(sampleCount(training), recipe));
}

/** Of one pass over the training set. */
const sampleCount = ({ faces, distilled }: Pick<Training, "faces" | "distilled">): number => faces.count + addedSamples(distilled);

/**
 * Makes the updates that `state` still lacks and changes it in place; its tensors stay the caller's. With a patience it ends after
 * so many epochs that were no better on the validation split.
 *
 * @throws WorkbenchError `cancelled` before the next update after an abort; InputError when the training diverges, or when memory
 *   does not last for a batch; the last checkpoint is then the one before
 */
export async function trainLearner(training: Training, state: TrainingState, hooks: TrainingHooks): Promise<void> {
  const total = totalUpdates(training);
  if (total === 0) throw tooFewFaces(training);
  requireValidation(training.recipe, training.validation?.count ?? 0);
  if (isOver(training, state)) return;
  const available = await hooks.availableBytes();
  if (available !== null) {
    const { network, classCount, recipe, distilled } = training;
    requireMemory(network, classCount, recipe, sampleCount(training), available, distilled);
  }
  const everyBatch = everyBatchOf(training.distilled, training.classCount);
  const batches = startTrainingBatches(training, total);
  try {
    await makeUpdates(training, state, hooks, batches, everyBatch);
  } finally {
    batches.end();
    loadTensorFlow().dispose(everyBatch as never);
  }
}

async function makeUpdates(
  training: Training,
  state: TrainingState,
  hooks: TrainingHooks,
  batches: TrainingBatches,
  everyBatch: EveryBatch | null,
): Promise<void> {
  const { network, recipe } = training;
  const tf = loadTensorFlow();
  const total = totalUpdates(training);
  const perEpoch = total / recipe.epochs;
  const update = createUpdate(network, training.classCount, updateOptionsOf(training), everyBatch);
  const besideCount = everyBatch?.images.shape[0] ?? 0;
  let checkpointAt = Date.now();

  while (!isOver(training, state)) {
    await hooks.breathe();
    if (hooks.signal.aborted) throw new WorkbenchError("cancelled", "Cancelled.");
    const begun = performance.now();
    const epoch = Math.floor(state.updates / perEpoch);
    const batch = await batches.next(state.updates);
    const side = network.inputSize;
    const images = tf.tensor4d(batch.images, [batch.count, side, side, network.channels]);
    const labels = tf.tensor1d(batch.labels, "int32");
    const { loss, correct } = learnFrom({ images, labels, softLabels: batch.softLabels }, update, training, state, epoch);
    if (!Number.isFinite(loss)) throw diverged(recipe, state.updates + 1, epoch);

    state.updates++;
    state.running.loss += loss * batch.count;
    state.running.correct += correct;
    state.running.seen += batch.count;
    const seconds = (performance.now() - begun) / 1000;
    state.running.seconds += seconds;
    state.imagesSeen += batch.count + besideCount;
    state.updateSeconds += seconds;
    hooks.onUpdate(state.updates, total);
    const endsEpoch = state.updates % perEpoch === 0;
    const isCheckpointDue = endsEpoch || Date.now() - checkpointAt > checkpointSeconds * 1000;
    // A loss tells of the weights before its update; what the update made of them is looked at before it is shown or kept.
    if (isCheckpointDue && !areNumbers(state.parameters)) throw diverged(recipe, state.updates, epoch);
    if (endsEpoch) {
      const metrics = await finishEpoch(training, state, epoch);
      hooks.onEpoch(metrics);
      if (isBetter(metrics, state.best)) {
        state.best = { epoch: metrics.epoch, validationAccuracy: metrics.validationAccuracy };
        await hooks.keepBest(state);
      }
    }
    if (isCheckpointDue) {
      await hooks.saveCheckpoint(state);
      checkpointAt = Date.now();
    }
  }
}

const isOver = (training: Training, state: TrainingState): boolean =>
  state.updates >= totalUpdates(training) || isOutOfPatience(training.recipe, state);

/** Makes the next update, and disposes its batch. */
function learnFrom(
  { images, labels, softLabels }: { images: Tensor4D; labels: Tensor1D; softLabels: Float32Array | null },
  update: Update,
  { recipe, seed }: Training,
  state: TrainingState,
  epoch: number,
): { loss: number; correct: number } {
  const settings = { learningRate: learningRateAt(recipe, epoch), momentum: recipe.momentum, weightDecay: recipe.weightDecay };
  try {
    return withinMemory(
      recipe,
      state.updates + 1,
      () => update(state, images, labels, settings, dropoutSeedOfUpdate(seed, state.updates), softLabels),
      (pictures) => update.rehearse(state.parameters, images, labels, pictures),
    );
  } finally {
    loadTensorFlow().dispose([images, labels]);
  }
}

function updateOptionsOf({ recipe, faces, distilled, classCount }: Training): UpdateOptions {
  const labels = new Uint8Array(faces.count + addedSamples(distilled));
  labels.set(faces.labels);
  if (distilled?.mode === "union") labels.set(distilled.set.labels, faces.count);
  return { ...recipe, classWeights: classWeightsOf(recipe.classWeights, labels, classCount), partSize: partSizeOf(recipe) };
}

type Validated = EpochMetrics & { validationAccuracy: number };

/** Equal ones are not: the earliest of them stays. */
function isBetter(metrics: EpochMetrics, best: TrainingState["best"]): metrics is Validated {
  return metrics.validationAccuracy !== null && metrics.validationAccuracy > (best?.validationAccuracy ?? -1);
}

/** Follows from the finished epochs alone, so a resumed run stops where the whole one does. */
function isOutOfPatience({ patience }: TrainingRecipe, { best, epochs }: TrainingState): boolean {
  return patience !== null && best !== null && epochs.length - best.epoch >= patience;
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

function tooFewFaces({ faces, recipe }: Training): InputError {
  return new InputError({
    file: "labels.csv",
    found: `${faces.count} faces to learn from`,
    expected: `at least ${recipe.smallestBatch}, the smallest batch of the recipe "${recipe.name}"`,
    mend: "Label more anchors, or lower the smallest batch.",
  });
}

async function finishEpoch(
  { network, recipe, classCount, validation }: Training,
  state: TrainingState,
  epoch: number,
): Promise<EpochMetrics> {
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
    const held = await evaluate(learner, validation);
    learner.dispose();
    metrics.validationLoss = held.loss;
    metrics.validationAccuracy = held.accuracy;
  }
  state.epochs.push(metrics);
  state.running = emptySums();
  return metrics;
}
