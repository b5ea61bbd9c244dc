// What a training leaves in the folder of its run: weights and predictions of the epoch that its recipe keeps, and how the last epoch
// and the best one did on the test set, apart. The test set is seen here for the first time.
import { promises } from "node:fs";
import { join } from "node:path";
import { type Confusion, confusionOf } from "../../evaluation/confusion.ts";
import { writePredictions } from "../../evaluation/predictions-file.ts";
import { bestWeightsPath, readBestWeights } from "../../learning/best-weights.ts";
import { type Evaluation, evaluate } from "../../learning/evaluate.ts";
import { createLearner } from "../../learning/learner.ts";
import type { LoadedFaces } from "../../learning/load-faces.ts";
import type { TrainingState } from "../../learning/state.ts";
import type { Training } from "../../learning/train.ts";
import type { Parameters } from "../../networks/network.ts";
import { storedState } from "../../networks/weights/layout.ts";
import { writeSafetensors } from "../../networks/weights/safetensors.ts";
import { weightMetadata } from "../../networks/weights/weight-input.ts";
import { produceDurably, type WrittenFile } from "../../project/durable.ts";
import { loadTensorFlow } from "../../tensor/backend.ts";
import type { TrainResult } from "../protocol.ts";

/** Where a run and its checkpoints lie, and where its weights go. */
export interface RunFolders {
  run: string;
  checkpoints: string;
  weights: string;
}

type Tested = Pick<Evaluation, "predicted" | "confidence"> & { confusion: Confusion };

/** Writes weights.safetensors and predictions.parquet, and best.safetensors where there is a validation split. */
export async function finishTraining(
  folders: RunFolders,
  training: Training,
  state: TrainingState,
  test: LoadedFaces,
): Promise<Pick<TrainResult, "weightsDigest" | "confusion" | "last" | "best">> {
  const { network, classCount, recipe } = training;
  const last = await testOf(training, state.parameters, test);
  const best = state.best && (await bestOf(folders, training, state, state.best, last, test));
  const weightsPath = join(folders.weights, "weights.safetensors");
  const isBestKept = best !== null && recipe.keptEpoch === "best";
  const { digest } = isBestKept
    ? await copyDurably(best.path, weightsPath)
    : await writeSafetensors(weightsPath, storedState(network, state.parameters, classCount, state.updates), weightMetadata(network));
  const kept = isBestKept ? best.tested : last;
  const { predicted, confidence: confidences } = kept;
  await writePredictions(folders.run, { rows: test.rows, labels: test.faces.labels, predicted, confidences });
  return {
    weightsDigest: digest,
    confusion: kept.confusion,
    last: best && { epoch: state.epochs.length, validationAccuracy: state.epochs.at(-1)!.validationAccuracy!, confusion: last.confusion },
    best: best && { ...state.best!, confusion: best.tested.confusion, weightsDigest: best.digest },
  };
}

/** Takes the weights of the best epoch out of the checkpoints, and tests them where they are not the last ones. */
async function bestOf(
  { weights, checkpoints }: RunFolders,
  training: Training,
  { epochs }: TrainingState,
  { epoch }: { epoch: number },
  last: Tested,
  test: LoadedFaces,
): Promise<{ path: string; digest: string; tested: Tested }> {
  const path = join(weights, "best.safetensors");
  const { digest } = await copyDurably(bestWeightsPath(checkpoints, epoch), path);
  if (epoch === epochs.length) return { path, digest, tested: last };
  const parameters = await readBestWeights(checkpoints, training, epoch);
  const tested = await testOf(training, parameters, test);
  loadTensorFlow().dispose(parameters);
  return { path, digest, tested };
}

async function testOf({ network, classCount }: Training, parameters: Parameters, { faces }: LoadedFaces): Promise<Tested> {
  const learner = createLearner(network, parameters, classCount);
  const { predicted, confidence } = await evaluate(learner, faces);
  learner.dispose();
  return { predicted, confidence, confusion: confusionOf(faces.labels, predicted, classCount) };
}

const copyDurably = (from: string, to: string): Promise<WrittenFile> =>
  produceDurably(to, (temporary) => promises.copyFile(from, temporary));
