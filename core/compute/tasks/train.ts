// The train task: decodes the faces of a run, trains, writes what the run keeps. A run that was cut short goes on from its last
// checkpoint.
import { promises } from "node:fs";
import { join } from "node:path";
import { WorkbenchError } from "../../errors.ts";
import { removeOtherBestWeights, writeBestWeights } from "../../learning/best-weights.ts";
import { identityOf, readCheckpoint, writeCheckpoint } from "../../learning/checkpoint.ts";
import { joinFaces } from "../../learning/faces.ts";
import { loadDistilled } from "../../learning/load-distilled.ts";
import { type LoadedFaces, loadAnchorsAndTest, loadAuxiliary } from "../../learning/load-faces.ts";
import { requireUsable } from "../../learning/recipe-check.ts";
import { beginTraining } from "../../learning/state.ts";
import { type Training, trainLearner } from "../../learning/train.ts";
import { splitForValidation } from "../../learning/validation-split.ts";
import { networkOf } from "../../networks/network.ts";
import { describeBackend, loadTensorFlow } from "../../tensor/backend.ts";
import { availableBytes } from "../available-memory.ts";
import { startMeter } from "../cost.ts";
import { checkPrecision } from "../precision.ts";
import type { TaskContext, TrainResult, TrainTask } from "../protocol.ts";
import { finishTraining, type RunFolders } from "./finish-training.ts";

/** Phases: decode, train, test. */
export async function train(task: TrainTask, context: TaskContext): Promise<TrainResult> {
  const began = startMeter();
  checkPrecision(task.recipe.precision, context);
  const { training, test } = await prepare(task, context);
  const checkpoints = join(task.runDirectory, "checkpoints");
  // Weights that are not kept lie with the checkpoints, and go with them.
  const folders: RunFolders = { run: task.runDirectory, checkpoints, weights: task.keepsWeights ? task.runDirectory : checkpoints };
  const checkpointPath = join(folders.checkpoints, "last.safetensors");
  await promises.mkdir(folders.checkpoints, { recursive: true });
  const identity = await identityOf(training, task.startWeights);
  const saved = await readCheckpoint(checkpointPath, identity, training);
  const meter = saved ? startMeter(saved.spent) : began;
  const state = saved?.state ?? (await beginTraining(training, task.startWeights, () => pause(context)));
  try {
    for (const metrics of state.epochs) context.report({ type: "epoch", metrics });
    await trainLearner(training, state, {
      signal: context.signal,
      breathe: context.breathe,
      onUpdate: (done, total) => context.report({ type: "progress", phase: "train", done, total }),
      onEpoch: (metrics) => context.report({ type: "epoch", metrics }),
      // A graphics card has memory of its own: what is free of it is not known here, and what does not fit fails instead of killing.
      availableBytes: async () => (describeBackend().device === "gpu" ? null : availableBytes()),
      keepBest: () => writeBestWeights(folders.checkpoints, training, state),
      async saveCheckpoint() {
        await writeCheckpoint(checkpointPath, identity, training, state, meter.spent());
        await removeOtherBestWeights(folders.checkpoints, state.best?.epoch ?? null);
      },
    });
    const reportTested = (done: number) => context.report({ type: "progress", phase: "test", done, total: test.faces.count });
    reportTested(0);
    const written = await finishTraining(folders, training, state, test);
    if (!task.keepsWeights) await promises.rm(folders.checkpoints, { recursive: true, force: true });
    reportTested(test.faces.count);
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
  requireUsable(recipe, network, task.classes.length);
  const { anchors, test } = await loadAnchorsAndTest(dataset, network, context);
  const { learnt, heldOut } = splitForValidation(anchors.faces, recipe.validationShare, seed);
  const images =
    task.distilled && (await loadDistilled(task.distilled, { network, classes: task.classes, startWeights: task.startWeights }));
  if (images?.warning) context.report({ type: "note", text: images.warning });
  const auxiliary = task.auxiliary ? await loadAuxiliary(dataset, network, task.auxiliary, context) : null;
  const training: Training = {
    network,
    recipe,
    seed,
    classCount: task.classes.length,
    faces: auxiliary ? joinFaces(learnt, auxiliary.faces) : learnt,
    validation: heldOut,
    updatesPerEpoch: task.updatesPerEpoch,
    distilled: images?.distilled ?? null,
  };
  return { training, test };
}

/** Between two steps of distilled images, as between two updates. @throws WorkbenchError `cancelled` after an abort */
async function pause({ breathe, signal }: TaskContext): Promise<void> {
  await breathe();
  if (signal.aborted) throw new WorkbenchError("cancelled", "Cancelled.");
}
