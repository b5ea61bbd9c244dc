// Trainings that distilled images take part in (DAS), and what a comparison leaves of them.
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applySteps } from "../../distillation/apply-steps.ts";
import { writeDistilled } from "../../distillation/distilled-file.ts";
import type { DistilledSet } from "../../distillation/distilled-set.ts";
import { type DrawnDataset, drawDataset } from "../../mining/drawn-dataset.fixture.ts";
import { networkOf } from "../../networks/network.ts";
import { usualSetup } from "../../networks/network-setup.ts";
import { parametersOf, storedState } from "../../networks/weights/layout.ts";
import { readSafetensors, writeSafetensors } from "../../networks/weights/safetensors.ts";
import { digestOfFile } from "../../project/durable.ts";
import { readParquet } from "../../project/parquet.ts";
import { randomStream } from "../../random.ts";
import { scratchRecipe, type TrainingRecipe } from "../../recipe.ts";
import type { DistilledUse } from "../distillation-tasks.ts";
import type { TaskEvent, TrainTask } from "../protocol.ts";
import { cancelledAfter, contextOf } from "./task-context.fixture.ts";
import { train } from "./train.ts";

const setup = usualSetup("compact");
/** Everything that is drawn is on: flips, crops, rotations. 20 anchors: 8, 8 and 4. */
const recipe: TrainingRecipe = {
  ...scratchRecipe,
  epochs: 3,
  batchSize: 8,
  smallestBatch: 4,
  fallAfterEpochs: [2],
  crop: 0.1,
  rotation: 5,
};

let data: DrawnDataset;
const folders: string[] = [];
beforeAll(async () => {
  data = await drawDataset({ anchor: 20, pool: 3, test: 6 });
});
afterAll(() => {
  for (const folder of [data.directory, ...folders]) rmSync(folder, { recursive: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "omnifer-das-"));
  folders.push(folder);
  return folder;
}

/** Two gradient steps of three images each, repeated once more, with soft labels. */
function setOf(change: Partial<DistilledSet> = {}): DistilledSet {
  const random = randomStream(5, "images");
  return {
    gradientSteps: 2,
    repeats: 2,
    images: Float32Array.from({ length: 6 * 48 * 48 }, () => random.normal()),
    shape: [6, 48, 48, 1],
    labels: Int32Array.of(0, 1, 2, 0, 1, 2),
    softLabels: Float32Array.from({ length: 18 }, (_, at) => (at % 3 === Math.floor(at / 3) % 3 ? 0.8 : 0.1)),
    stepSizes: Float32Array.of(0.01, 0.02, 0.03, 0.04),
    ...change,
  };
}

async function useOf(change: Partial<DistilledUse> = {}, set = setOf(), weightsDigest: string | null = null): Promise<DistilledUse> {
  const path = join(newFolder(), "distilled.safetensors");
  await writeDistilled(path, set, { network: setup, weightsDigest, classes: data.classes });
  return { path, mode: "every-batch", lambda: 0.1, statistics: "frozen", ...change };
}

function taskInNewFolder(change: Partial<TrainTask> = {}): TrainTask {
  const { classes, roots, datasetDirectory, weights } = data;
  return {
    kind: "train",
    role: "das",
    runDirectory: newFolder(),
    dataset: { roots, datasetDirectory },
    classes,
    network: setup,
    recipe,
    seed: 1,
    startWeights: weights,
    auxiliary: null,
    updatesPerEpoch: null,
    distilled: null,
    keepsWeights: true,
    ...change,
  };
}

const digestOf = async (change: Partial<TrainTask>) => (await train(taskInNewFolder(change), contextOf())).weightsDigest;

const modes: [string, Partial<DistilledUse>][] = [
  ["every batch", {}],
  ["every batch, in its statistics", { statistics: "batch" }],
  ["union", { mode: "union" }],
  ["preload", { mode: "preload" }],
];

describe("training with distilled images (DAS)", () => {
  it("shows the control's batches, flips and crops in every batch", async () => {
    const control = await digestOf({});
    // Of so small a lambda nothing is left in float32.
    expect(await digestOf({ distilled: await useOf({ lambda: 1e-60 }) })).toBe(control);
    expect(await digestOf({ distilled: await useOf() })).not.toBe(control);
  });

  it("is the control from where the learnt steps lead to, when these come first", async () => {
    const set = setOf();
    const network = networkOf(setup);
    const { tensors } = await readSafetensors(data.weights);
    const moved = await applySteps(network, parametersOf(network, tensors, 3, "weights"), set, 3);
    const startWeights = join(newFolder(), "moved.safetensors");
    await writeSafetensors(startWeights, storedState(network, moved, 3, 0));
    const preloaded = await train(taskInNewFolder({ distilled: await useOf({ mode: "preload" }, set) }), contextOf());
    expect(preloaded.weightsDigest).toBe(await digestOf({ startWeights }));
    expect(preloaded.cost.imagesSeen).toBe(2 * 6 + 3 * 20);
  });

  it("learns from a union as from so many more samples", async () => {
    const distilled = await useOf({ mode: "union" });
    const { updates, cost } = await train(taskInNewFolder({ distilled, recipe: { ...recipe, smallestBatch: 2 } }), contextOf());
    expect(updates).toBe(3 * 4); // 26 samples: 8, 8, 8 and 2
    expect(cost.imagesSeen).toBe(3 * 26);
  });

  it("balances the classes of a union over its images too", async () => {
    const onlyLast = setOf({ labels: new Int32Array(6).fill(2), softLabels: null });
    // 20 anchors of classes 7, 7 and 6, and six images of the last: N / (K N_k) by hand.
    const byHand = [26 / (3 * 7), 26 / (3 * 7), 26 / (3 * 12)].map(Math.fround);
    const distilled = await useOf({ mode: "union" }, onlyLast);
    const balanced = await digestOf({ distilled, recipe: { ...recipe, classWeights: "balanced" } });
    expect(balanced).toBe(await digestOf({ distilled, recipe: { ...recipe, classWeights: byHand } }));
  });

  it.each(modes)("goes on from its last checkpoint to the digest of an uninterrupted run: %s", async (_, use) => {
    const distilled = await useOf(use);
    const whole = await train(taskInNewFolder({ distilled }), contextOf());
    const task = taskInNewFolder({ distilled });
    await expect(train(task, cancelledAfter(5))).rejects.toMatchObject({ code: "cancelled" });
    const made: number[] = [];
    const resumed = await train(
      task,
      contextOf((event) => event.type === "progress" && event.phase === "train" && made.push(event.done)),
    );
    expect(made[0]).toBe(4); // the checkpoint of epoch 1 stands behind update 3
    expect(resumed.weightsDigest).toBe(whole.weightsDigest);
    expect(resumed.cost.imagesSeen).toBe(whole.cost.imagesSeen);
  });

  it.each<[string, Partial<DistilledUse>, Partial<DistilledSet>]>([
    ["other images", {}, { images: new Float32Array(6 * 48 * 48) }],
    ["another lambda", { lambda: 0.2 }, {}],
    ["other statistics", { statistics: "batch" }, {}],
    ["another mode", { mode: "union" }, {}],
  ])("never continues the checkpoint of %s", async (_, use, set) => {
    const task = taskInNewFolder({ distilled: await useOf() });
    await train(task, contextOf());
    const distilled = await useOf(use, setOf(set));
    expect((await train({ ...task, distilled }, contextOf())).weightsDigest).toBe(await digestOf({ distilled }));
  });

  it("stops between two learnt steps when it is cancelled", async () => {
    const controller = new AbortController();
    const phases = new Set<string>();
    const context = contextOf((event) => event.type === "progress" && phases.add(event.phase), controller.signal);
    let steps = 0;
    context.breathe = async () => {
      if (++steps === 3) controller.abort();
    };
    const distilled = await useOf({ mode: "preload" });
    await expect(train(taskInNewFolder({ distilled }), context)).rejects.toMatchObject({ code: "cancelled" });
    expect(steps).toBe(3);
    expect(phases).not.toContain("train"); // no update was made
  });

  it("refuses learnt steps that leave no weights, and names their file", async () => {
    const distilled = await useOf({ mode: "preload" }, setOf({ stepSizes: Float32Array.of(1e30, 1e30, 1e30, 1e30) }));
    await expect(train(taskInNewFolder({ distilled }), contextOf())).rejects.toThrow(
      "distilled.safetensors: found step sizes of up to 1.00e+30, after which weights are no numbers",
    );
  });

  it("warns of images that were distilled for other weights, and uses them", async () => {
    const notesOf = async (weightsDigest: string) => {
      const notes: string[] = [];
      const hear = (event: TaskEvent) => event.type === "note" && notes.push(event.text);
      const distilled = await useOf({ mode: "preload" }, setOf(), weightsDigest);
      await train(taskInNewFolder({ distilled, recipe: { ...recipe, epochs: 1, fallAfterEpochs: [] } }), contextOf(hear));
      return notes;
    };
    expect(await notesOf((await digestOfFile(data.weights)).digest)).toEqual([]);
    expect(await notesOf("c".repeat(64))).toEqual([expect.stringContaining("These images were distilled for another network")]);
  });
});

describe("a training that keeps no weights", () => {
  const bestKept: TrainingRecipe = { ...recipe, epochs: 6, fallAfterEpochs: [], validationShare: 0.4, keptEpoch: "best" };

  it.each([
    ["last", recipe],
    ["best", bestKept],
  ])("leaves its predictions alone, and tells the digest of the %s epoch all the same", async (_, used) => {
    const kept = await train(taskInNewFolder({ recipe: used }), contextOf());
    const task = taskInNewFolder({ recipe: used, keepsWeights: false });
    const result = await train(task, contextOf());
    expect(readdirSync(task.runDirectory)).toEqual(["predictions.parquet"]);
    expect(result.weightsDigest).toBe(kept.weightsDigest);
    expect(result.best).toEqual(kept.best);
    expect(result.confusion).toEqual(kept.confusion);
    expect((await readParquet(join(task.runDirectory, "predictions.parquet"), { row: "BIGINT" })).row).toHaveLength(6);
  });

  it("goes on from its checkpoint while it is not over", async () => {
    const distilled = await useOf();
    const whole = await digestOf({ distilled });
    const task = taskInNewFolder({ distilled, keepsWeights: false });
    await expect(train(task, cancelledAfter(5))).rejects.toMatchObject({ code: "cancelled" });
    expect(readdirSync(join(task.runDirectory, "checkpoints"))).toEqual(["last.safetensors"]);
    const made: number[] = [];
    const resumed = await train(
      task,
      contextOf((event) => event.type === "progress" && event.phase === "train" && made.push(event.done)),
    );
    expect(made[0]).toBe(4);
    expect(resumed.weightsDigest).toBe(whole);
    expect(readdirSync(task.runDirectory)).toEqual(["predictions.parquet"]);
  });
});
