// The distill task: Algorithm 1 on selected samples or anchors, what its images are compared with, and the losses of both. A task that was
// cut short goes on from its last state.
import { createHash } from "node:crypto";
import { promises } from "node:fs";
import { join } from "node:path";
import { createAdam } from "../../distillation/adam.ts";
import { distil } from "../../distillation/distil.ts";
import { checkpointEpochs, checkpointPath, checkpointsFolder } from "../../distillation/distilled-checkpoint.ts";
import { readDistilled, writeDistilled } from "../../distillation/distilled-file.ts";
import type { MadeFor } from "../../distillation/distilled-set.ts";
import { distillationLosses } from "../../distillation/losses.ts";
import { nearestSamples } from "../../distillation/neighbours.ts";
import { writePreviews } from "../../distillation/preview.ts";
import { loadSource, presentClasses, type Source } from "../../distillation/source.ts";
import { startImages } from "../../distillation/start-images.ts";
import { type DistillationState, labelsOfImages, rawStepOf, setOf, startLogits } from "../../distillation/state.ts";
import { readState, writeState } from "../../distillation/state-file.ts";
import type { Distillation } from "../../distillation/wang.ts";
import { InputError } from "../../errors.ts";
import { networkOf } from "../../networks/network.ts";
import { parametersOf } from "../../networks/weights/layout.ts";
import { readSafetensors } from "../../networks/weights/safetensors.ts";
import { digestOfFile, writeDurably } from "../../project/durable.ts";
import { describeBackend, loadTensorFlow } from "../../tensor/backend.ts";
import { startMeter } from "../cost.ts";
import type { DistillResult, DistillTask } from "../distillation-tasks.ts";
import type { TaskContext } from "../protocol.ts";
import { randomMinedOf, writeBaselines } from "./write-baselines.ts";

/** Phases: decode, distil, baselines, losses. */
export async function distill(task: DistillTask, context: TaskContext): Promise<DistillResult> {
  const began = startMeter();
  const { recipe, seed, distillationDirectory: directory } = task;
  const network = networkOf(task.network);
  const classCount = task.classes.length;
  const weights = await digestOfFile(task.weights);
  const made: MadeFor = { network: task.network, weightsDigest: weights.digest, classes: task.classes };
  const source = await loadSource(task, network, context);
  const present = presentClasses(source);
  if (present.length === 0) throw nothingToDistil(task);
  const learner = parametersOf(network, (await readSafetensors(task.weights)).tensors, classCount, "weights.safetensors");
  const distillation: Distillation = { network, classCount, recipe, seed, learner };
  await promises.mkdir(checkpointsFolder(directory), { recursive: true });
  const statePath = join(checkpointsFolder(directory), "state.safetensors");
  const identity = identityOf(task, source, weights.digest);
  const saved = await readState(statePath, identity);
  const meter = saved ? startMeter(saved.spent) : began;
  try {
    const state = saved?.state ?? (await beginDistillation(distillation, source, present, context));
    for (const metrics of state.epochs) context.report({ type: "distilled", metrics });
    await makeImages(distillation, source, state, context, {
      onIteration: (done, total) => context.report({ type: "progress", phase: "distil", done, total }),
      keepImages: async (epoch) => {
        await writeDistilled(checkpointPath(directory, epoch), setOf(state, recipe, classCount), made, { outer_epoch: String(epoch) });
      },
      saveState: () => writeState(statePath, identity, state, meter.spent()),
    });
    const set = setOf(state, recipe, classCount);
    const measured = { network, parameters: learner, source, batchNorm: recipe.batchNorm };
    const settings = { source, network, parameters: learner, init: recipe.init, realBatch: recipe.realBatch, seed };
    const replaced = { set, made, randomDraws: task.randomDraws };
    const baselines = await writeBaselines(join(directory, "baselines"), replaced, settings, context);
    const randomMined = recipe.source === "selected" ? randomMinedOf(baselines) : [];
    const losses = await distillationLosses(measured, set, seed, randomMined, context);
    await writeNeighbours(directory, distillation, source, context);
    await writePreviews(directory, set, task.classes);
    const { digest } = await writeDistilled(join(directory, "distilled.safetensors"), set, made);
    return {
      digest,
      labels: [...set.labels],
      stepSizes: [...set.stepSizes],
      losses,
      missingClasses: task.classes.flatMap((_, label) => (present.includes(label) ? [] : [label])),
      checkpoints: await checkpointEpochs(directory),
      iterations: state.iterations,
      cost: meter.cost(state.imagesSeen, state.iterationSeconds),
      backend: describeBackend(),
    };
  } finally {
    loadTensorFlow().dispose(learner);
  }
}

function nothingToDistil({ selected }: DistillTask): InputError {
  return new InputError({
    file: selected === null ? "labels.csv" : "the selection",
    found: "no samples to distil",
    expected: "at least one",
    mend: selected === null ? "Label anchors first." : "Lower delta until the selection holds samples, or distil the anchors.",
  });
}

/** All that the images depend on, so that the state of another distillation is never continued. */
function identityOf({ recipe, seed, network, classes }: DistillTask, source: Source, weightsDigest: string): string {
  const hash = createHash("sha256");
  hash.update(JSON.stringify([recipe, seed, network, classes, weightsDigest, source.count]));
  return hash.update(source.labels).update(source.rows).digest("hex");
}

async function beginDistillation(
  { network, classCount, recipe, seed }: Distillation,
  source: Source,
  present: number[],
  context: TaskContext,
): Promise<DistillationState> {
  const labels = labelsOfImages(present, recipe);
  const side = network.inputSize;
  const shape: DistillationState["shape"] = [labels.length, side, side, network.channels];
  const images = await startImages(recipe.start, { source, network, labels, seed }, context);
  const rawSteps = new Float32Array(recipe.gradientSteps * recipe.repeats).fill(rawStepOf(recipe.startStep, recipe));
  const labelLogits = recipe.softLabels ? startLogits(labels, classCount) : null;
  const adam = {
    images: createAdam(images.length),
    steps: createAdam(rawSteps.length),
    labels: labelLogits && createAdam(labelLogits.length),
  };
  return {
    ...{ images, shape, labels, rawSteps, labelLogits, adam: recipe.method === "printed" ? null : adam },
    ...{ iterations: 0, imagesSeen: 0, iterationSeconds: 0, epochs: [], running: { loss: 0, iterations: 0, seconds: 0 } },
  };
}

interface Keeping {
  onIteration(done: number, total: number): void;
  keepImages(epoch: number): Promise<void>;
  saveState(): Promise<void>;
}

async function makeImages(
  distillation: Distillation,
  source: Source,
  state: DistillationState,
  context: TaskContext,
  { onIteration, keepImages, saveState }: Keeping,
): Promise<void> {
  await distil(distillation, source, state, {
    signal: context.signal,
    breathe: context.breathe,
    onIteration,
    onEpoch: (metrics) => context.report({ type: "distilled", metrics }),
    keepImages: (_, epoch) => keepImages(epoch),
    saveState,
  });
}

/** neighbours.json: by kept epoch and image, the samples that it is nearest to. */
async function writeNeighbours(directory: string, { network, learner }: Distillation, source: Source, context: TaskContext): Promise<void> {
  const epochs = await checkpointEpochs(directory);
  const sets = await Promise.all(epochs.map(async (epoch) => (await readDistilled(checkpointPath(directory, epoch))).set));
  const nearest = await nearestSamples(sets, source, { network, parameters: learner }, neighbourCount, context);
  await writeDurably(join(directory, "neighbours.json"), JSON.stringify(epochs.map((epoch, index) => ({ epoch, images: nearest[index] }))));
}

/** Real samples shown beside a distilled image. */
const neighbourCount = 5;
