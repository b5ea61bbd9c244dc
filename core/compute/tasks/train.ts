// The train task: decodes the faces of a run, trains, writes what the run keeps. A run that was cut short goes on from its last
// checkpoint.
import { promises } from "node:fs";
import { join } from "node:path";
import { confusionOf } from "../../evaluation/confusion.ts";
import { identityOf, readCheckpoint, writeCheckpoint } from "../../learning/checkpoint.ts";
import { evaluate } from "../../learning/evaluate.ts";
import { joinFaces } from "../../learning/faces.ts";
import { createLearner } from "../../learning/learner.ts";
import { type LoadedFaces, loadAnchorsAndTest, loadAuxiliary } from "../../learning/load-faces.ts";
import { beginTraining, type TrainingState } from "../../learning/state.ts";
import { type Training, trainLearner } from "../../learning/train.ts";
import { splitForValidation } from "../../learning/validation-split.ts";
import { networkOf } from "../../networks/network.ts";
import { storedState } from "../../networks/weights/layout.ts";
import { writeSafetensors } from "../../networks/weights/safetensors.ts";
import { writeParquet } from "../../project/parquet.ts";
import { describeBackend, loadTensorFlow } from "../../tensor/backend.ts";
import { startMeter } from "../cost.ts";
import { checkPrecision } from "../precision.ts";
import type { TaskContext, TrainResult, TrainTask } from "../protocol.ts";

/** Phases: decode, train, test. */
export async function train(task: TrainTask, context: TaskContext): Promise<TrainResult> {
  const began = startMeter();
  checkPrecision(task.recipe.precision, context);
  const { training, test } = await prepare(task, context);
  const checkpointPath = join(task.runDirectory, "checkpoints", "last.safetensors");
  await promises.mkdir(join(task.runDirectory, "checkpoints"), { recursive: true });
  const identity = await identityOf(training, task.startWeights);
  const saved = await readCheckpoint(checkpointPath, identity, training);
  const meter = saved ? startMeter(saved.spent) : began;
  const state = saved?.state ?? (await beginTraining(training, task.startWeights));
  try {
    for (const metrics of state.epochs) context.report({ type: "epoch", metrics });
    await trainLearner(training, state, {
      signal: context.signal,
      breathe: context.breathe,
      onUpdate: (done, total) => context.report({ type: "progress", phase: "train", done, total }),
      onEpoch: (metrics) => context.report({ type: "epoch", metrics }),
      saveCheckpoint: () => writeCheckpoint(checkpointPath, identity, training, state, meter.spent()),
    });
    const written = await finish(task, training, state, test, context);
    return {
      ...written,
      epochs: state.epochs,
      updates: state.updates,
      cost: meter.cost(state.imagesSeen, state.updateSeconds),
      backend: describeBackend(),
    };
  } finally {
    loadTensorFlow().dispose([state.parameters, state.velocities] as never);
  }
}

async function prepare(task: TrainTask, context: TaskContext): Promise<{ training: Training; test: LoadedFaces }> {
  const { recipe, seed, dataset } = task;
  const network = networkOf(task.network);
  const { anchors, test } = await loadAnchorsAndTest(dataset, network, context);
  const { learnt, heldOut } = splitForValidation(anchors.faces, recipe.validationShare, seed);
  const auxiliary = task.auxiliary ? await loadAuxiliary(dataset, network, task.auxiliary, context) : null;
  const training: Training = {
    network,
    recipe,
    seed,
    classCount: task.classes.length,
    faces: auxiliary ? joinFaces(learnt, auxiliary.faces) : learnt,
    validation: heldOut,
    updatesPerEpoch: task.updatesPerEpoch,
  };
  return { training, test };
}

/** Scores the test set, once and last, and writes weights and predictions. */
async function finish(
  { runDirectory }: TrainTask,
  { network, classCount }: Training,
  { parameters, updates }: TrainingState,
  test: LoadedFaces,
  context: TaskContext,
): Promise<Pick<TrainResult, "weightsDigest" | "confusion">> {
  const total = test.faces.count;
  context.report({ type: "progress", phase: "test", done: 0, total });
  const learner = createLearner(network, parameters, classCount);
  const { predicted, confidence } = evaluate(learner, test.faces);
  learner.dispose();
  const state = storedState(network, parameters, classCount, updates);
  const weights = await writeSafetensors(join(runDirectory, "weights.safetensors"), state, { network: network.name });
  const columns = { row: "BIGINT", label: "SMALLINT", predicted: "SMALLINT", confidence: "FLOAT" } as const;
  const values = { row: test.rows, label: test.faces.labels, predicted, confidence };
  await writeParquet(join(runDirectory, "predictions.parquet"), columns, values);
  context.report({ type: "progress", phase: "test", done: total, total });
  return { weightsDigest: weights.digest, confusion: confusionOf(test.faces.labels, predicted, classCount) };
}
