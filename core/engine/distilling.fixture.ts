// Tasks of distillation answered at once, for tests of what the engine makes of them: the images are numbers, the files are real.
import { promises } from "node:fs";
import { join } from "node:path";
import type { BaselinesResult, BaselinesTask, DistillResult, DistillTask } from "../compute/distillation-tasks.ts";
import type { TaskContext, TrainResult, TrainTask } from "../compute/protocol.ts";
import { readSampleTable, rowsOf } from "../datasets/sample-table.ts";
import { baselineDraws, baselinePath } from "../distillation/baseline-files.ts";
import { checkpointPath } from "../distillation/distilled-checkpoint.ts";
import { writeDistilled } from "../distillation/distilled-file.ts";
import type { DistilledSet } from "../distillation/distilled-set.ts";
import { confusionOf } from "../evaluation/confusion.ts";
import { writePredictions } from "../evaluation/predictions-file.ts";
import { networkOf } from "../networks/network.ts";
import { writeDurably } from "../project/durable.ts";
import { finishedResult, firstEpoch } from "../project/run.fixture.ts";

/** Two outer epochs of which the start and the last are kept: image i has the value i everywhere. `atEpoch` may wait, or throw. */
export async function distillAtOnce(
  { distillationDirectory: directory, classes, network, recipe, randomDraws }: DistillTask,
  { report }: TaskContext,
  atEpoch: (epoch: number) => Promise<void> = async () => {},
): Promise<DistillResult> {
  const labels = Int32Array.of(0, 3);
  const { inputSize: side, channels } = networkOf(network);
  const set: DistilledSet = {
    gradientSteps: recipe.gradientSteps,
    repeats: recipe.repeats,
    images: Float32Array.from({ length: 2 * side * side * channels }, (_, i) => Math.floor(i / (side * side * channels))),
    shape: [2, side, side, channels],
    labels,
    softLabels: null,
    stepSizes: new Float32Array(recipe.gradientSteps * recipe.repeats).fill(recipe.startStep),
  };
  const made = { network, weightsDigest: null, classes };
  for (const folder of ["checkpoints", "baselines"]) await promises.mkdir(join(directory, folder), { recursive: true });
  for (const epoch of [0, 1, 2]) {
    await atEpoch(epoch);
    const isCheckpoint = epoch !== 1;
    if (isCheckpoint) await writeDistilled(checkpointPath(directory, epoch), set, made);
    const stepSizes = [...set.stepSizes];
    report({
      type: "distilled",
      metrics: { epoch, iterations: epoch, loss: epoch || null, stepSizes, isCheckpoint, secondsPerIteration: 1 },
    });
  }
  for (const which of baselineDraws(randomDraws)) await writeDistilled(baselinePath(join(directory, "baselines"), which), set, made);
  const near = [{ row: 2, similarity: 0.5 }];
  await writeDurably(join(directory, "neighbours.json"), JSON.stringify([{ epoch: 2, images: [near, []] }]));
  const { digest } = await writeDistilled(join(directory, "distilled.safetensors"), set, made);
  const { cost, backend } = finishedResult;
  return {
    digest,
    labels: [...labels],
    stepSizes: [...set.stepSizes],
    losses,
    missingClasses: classes.map((_, k) => k).filter((k) => !labels.includes(k)),
    checkpoints: [0, recipe.outerEpochs],
    iterations: 2,
    cost,
    backend,
  };
}

export const losses = { before: 0.5, after: 0.3, noise: 0.6, randomMined: 0.4 };

/** Files that are empty. `atBaseline` may wait, or throw, before each. */
export async function baselinesAtOnce(
  { baselinesDirectory, randomDraws, measuresLosses }: BaselinesTask,
  atBaseline: () => Promise<void> = async () => {},
): Promise<BaselinesResult> {
  await promises.mkdir(baselinesDirectory, { recursive: true });
  for (const which of baselineDraws(randomDraws)) {
    await atBaseline();
    await writeDurably(baselinePath(baselinesDirectory, which), "");
  }
  return { losses: measuresLosses ? losses : null };
}

/** A training that is over at once, after one epoch, and that gets `right` of the test images right. */
export async function trainAtOnce(
  { dataset, classes, runDirectory, keepsWeights }: TrainTask,
  { report }: Pick<TaskContext, "report">,
  right: number,
): Promise<TrainResult> {
  report({ type: "epoch", metrics: firstEpoch });
  const samples = await readSampleTable(dataset.datasetDirectory);
  const rows = Array.from(rowsOf(samples, "test"));
  const labels = rows.map((row) => samples.label[row]!);
  const predicted = labels.map((label, i) => (i < right ? label : (label + 1) % classes.length));
  await writePredictions(runDirectory, { rows, labels, predicted, confidences: new Float32Array(rows.length) });
  if (keepsWeights) await writeDurably(join(runDirectory, "weights.safetensors"), "weights");
  return { ...finishedResult, confusion: confusionOf(labels, predicted, classes.length), epochs: [firstEpoch] };
}
