// The loop itself, on faces in memory: when it stops, and what it says when memory does not last. What it writes is tested with the
// train task.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type Network, networkOf } from "../networks/network.ts";
import { usualSetup } from "../networks/network-setup.ts";
import { storedState, storedTensor } from "../networks/weights/layout.ts";
import { writeSafetensors } from "../networks/weights/safetensors.ts";
import { randomStream } from "../random.ts";
import { scratchRecipe, type TrainingRecipe } from "../recipe.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import type { Tensor4D } from "../tensor/tensorflow.ts";
import { cachedFaces } from "./cached-faces.fixture.ts";
import type { LabelledFaces } from "./faces.ts";
import { beginTraining, type TrainingState } from "./state.ts";
import { type Training, type TrainingHooks, trainLearner } from "./train.ts";

const tf = loadTensorFlow();
const side = 16;
const compact = networkOf(usualSetup("compact", side));
const folder = mkdtempSync(join(tmpdir(), "omnifer-train-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Faces of one grey a class, under noise. */
function faces(count: number): Promise<LabelledFaces> {
  const random = randomStream(count, "faces");
  const labels = Array.from({ length: count }, (_, face) => face % 3);
  const pixels = Uint8Array.from(
    { length: count * side * side },
    (_, byte) => 40 + 60 * (Math.floor(byte / side ** 2) % 3) + random.integer(50),
  );
  return cachedFaces(mkdtempSync(join(folder, "faces-")), { size: side, channels: 1 }, pixels, labels);
}

async function trainingOf(change: Partial<TrainingRecipe>, network: Network = compact): Promise<Training> {
  const recipe = { ...scratchRecipe, epochs: 6, fallAfterEpochs: [], batchSize: 12, smallestBatch: 4, ...change };
  return {
    network,
    recipe,
    seed: 1,
    classCount: 3,
    faces: await faces(24),
    validation: await faces(9),
    updatesPerEpoch: null,
    distilled: null,
  };
}

async function train(training: Training, hooks: Partial<TrainingHooks> = {}, begun?: TrainingState) {
  const state = begun ?? (await beginTraining(training, null));
  await trainLearner(training, state, {
    signal: new AbortController().signal,
    breathe: async () => undefined,
    onUpdate: () => undefined,
    onEpoch: () => undefined,
    availableBytes: async () => null,
    keepBest: async () => undefined,
    saveCheckpoint: async () => undefined,
    ...hooks,
  });
  return state;
}

/** As compact, but with memory for so many pictures at once. */
const withMemoryFor = (pictures: number): Network => ({
  ...compact,
  forward(parameters, images: Tensor4D, mode, seed) {
    if (images.shape[0] > pictures) throw new Error(`OOM when allocating tensor with shape[${images.shape}] and type float`);
    return compact.forward(parameters, images, mode, seed);
  },
});

describe("early stopping", () => {
  it("ends after so many epochs that were no better than the best one; the earlier of equal epochs is the best", async () => {
    const kept: number[] = [];
    // At such a rate nothing changes, and with its batch norms frozen the network answers the same after every epoch.
    const training = await trainingOf({ learningRate: 1e-12, batchNorm: "frozen", patience: 3 });
    const state = await train(training, { keepBest: async ({ epochs }) => void kept.push(epochs.length) });
    expect(state.epochs).toHaveLength(1 + 3);
    expect(state.best).toEqual({ epoch: 1, validationAccuracy: state.epochs[0]!.validationAccuracy });
    expect(kept).toEqual([1]);
  });

  it("leaves a training alone that has no patience to lose", async () => {
    const state = await train(await trainingOf({ learningRate: 1e-12, batchNorm: "frozen" }));
    expect(state.epochs).toHaveLength(6);
    expect(state.best!.epoch).toBe(1);
  });

  it("needs faces to choose the epoch on", async () => {
    const training = { ...(await trainingOf({ validationShare: 0.1, patience: 3 })), validation: null };
    await expect(train(training)).rejects.toThrow("found a validationShare of 0.1, which holds no face out");
  });
});

describe("memory", () => {
  it("is asked for before the first update", async () => {
    let updates = 0;
    const training = train(await trainingOf({}), { availableBytes: async () => 10e6, onUpdate: () => updates++ });
    await expect(training).rejects.toThrow(/a batchSize of 12, whose updates take about 0\.\d GB where 0\.0 GB are free/);
    expect(updates).toBe(0);
  });

  it("that does not last for an update names the batch that fits", async () => {
    const training = await trainingOf({}, withMemoryFor(3));
    const state = await beginTraining(training, null);
    const before = tf.memory().numTensors;
    await expect(train(training, {}, state)).rejects.toThrow(
      'recipe "scratch": found a batchSize of 12, for which memory did not last at update 1, expected at most 3 pictures at once. ' +
        "Set accumulationSteps to 4, which keeps the batch of 12, or batchSize to 3.",
    );
    expect(tf.memory().numTensors).toBe(before);
  });

  it("lasts with the accumulation steps that were proposed", async () => {
    const state = await train(await trainingOf({ epochs: 1, accumulationSteps: 4 }, withMemoryFor(3)));
    expect(state.updates).toBe(2); // 24 faces in batches of 12
  });
});

describe("beginTraining", () => {
  it("draws a last layer that the file lacks from the seed", async () => {
    const pretrained = compact.initialise(5, 3);
    const { "fc.weight": _, "fc.bias": __, ...body } = storedState(compact, pretrained, 3, 0);
    const path = join(folder, "body.safetensors");
    await writeSafetensors(path, body);
    const { parameters } = await beginTraining(await trainingOf({}), path);
    const [seeded, values] = [
      compact.initialise(1, 3),
      (name: string, from: typeof pretrained) => storedTensor(from[name]!, "vector").values,
    ];
    expect(values("conv3.weight", parameters)).toEqual(values("conv3.weight", pretrained));
    expect(values("fc.weight", parameters)).toEqual(values("fc.weight", seeded));
    expect(values("fc.bias", parameters)).toEqual(values("fc.bias", seeded));
  });

  it("refuses a last layer of other classes, and a file that lacks anything else", async () => {
    const path = join(folder, "other.safetensors");
    await writeSafetensors(path, storedState(compact, compact.initialise(5, 4), 4, 0));
    await expect(beginTraining(await trainingOf({}), path)).rejects.toThrow("other.safetensors: found fc.weight as F32 [4,256], expected");
    const { "fc.weight": _, "fc.bias": __, "conv2.weight": ___, ...body } = storedState(compact, compact.initialise(5, 3), 3, 0);
    await writeSafetensors(path, body);
    await expect(beginTraining(await trainingOf({}), path)).rejects.toThrow("found no conv2.weight");
  });
});
