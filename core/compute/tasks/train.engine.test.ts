import { createHash } from "node:crypto";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readDatasetRecord, writeDatasetRecord } from "../../datasets/dataset-record.ts";
import { InputError } from "../../errors.ts";
import { confusionOf } from "../../evaluation/confusion.ts";
import { type DrawnDataset, drawDataset } from "../../mining/drawn-dataset.fixture.ts";
import { usualSetup } from "../../networks/network-setup.ts";
import { readSafetensors } from "../../networks/weights/safetensors.ts";
import { readParquet, writeParquet } from "../../project/parquet.ts";
import { scratchRecipe, type TrainingRecipe } from "../../recipe.ts";
import { ComputeClient } from "../client.ts";
import { bundleCompute } from "../compute-bundle.fixture.ts";
import { forkCompute } from "../fork.ts";
import type { TaskEvent, TrainTask } from "../protocol.ts";
import { cancelledAfter, contextOf } from "./task-context.fixture.ts";
import { train } from "./train.ts";

const counts = { anchor: 20, pool: 12, test: 6 };
const recipe = { ...scratchRecipe, epochs: 3, batchSize: 8, smallestBatch: 4, fallAfterEpochs: [2] };
/** 20 anchors: 8, 8 and 4. */
const updatesInAll = 9;

let data: DrawnDataset;
const folders: string[] = [];
beforeAll(async () => {
  data = await drawDataset(counts);
});
afterAll(() => {
  for (const folder of [data.directory, ...folders]) rmSync(folder, { recursive: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "omnifer-run-"));
  folders.push(folder);
  return folder;
}

function taskInNewFolder(change: Partial<TrainTask> = {}): TrainTask {
  const { classes, roots, datasetDirectory } = data;
  return {
    kind: "train",
    role: "primitive",
    runDirectory: newFolder(),
    dataset: { roots, datasetDirectory },
    classes,
    network: usualSetup("compact"),
    recipe,
    seed: 1,
    startWeights: null,
    auxiliary: null,
    updatesPerEpoch: null,
    distilled: null,
    keepsWeights: true,
    ...change,
  };
}

describe("training (sections 3.2 and 4.3)", () => {
  it("learns drawn classes, tests once, and writes weights and predictions", async () => {
    const events: TaskEvent[] = [];
    const task = taskInNewFolder({ recipe: { ...recipe, epochs: 12, fallAfterEpochs: [8] } });
    const result = await train(
      task,
      contextOf((event) => events.push(event)),
    );

    expect(result.updates).toBe(36);
    expect(result.epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(result.epochs[8]!.learningRate).toBeCloseTo(0.005);
    expect(result.epochs[11]!.trainLoss).toBeLessThan(result.epochs[0]!.trainLoss / 2);
    expect(result.cost.imagesSeen).toBe(240);
    const predictions = await readParquet(join(task.runDirectory, "predictions.parquet"), {
      row: "BIGINT",
      label: "SMALLINT",
      predicted: "SMALLINT",
      confidence: "FLOAT",
    });
    expect([...predictions.row]).toEqual([32, 33, 34, 35, 36, 37]);
    expect(result.confusion.flat().reduce((sum, count) => sum + count, 0)).toBe(6);
    for (const [index, label] of predictions.label.entries()) {
      expect(result.confusion[label]![predictions.predicted[index]!]).toBeGreaterThan(0);
    }
    const { tensors } = await readSafetensors(join(task.runDirectory, "weights.safetensors"));
    expect(tensors["fc.bias"]!.shape).toEqual([3]);
    expect(events.filter(({ type }) => type === "epoch")).toHaveLength(12);
  });

  it("makes the same weights from the same recipe and seed, and others from another seed", async () => {
    const digestOf = async (seed: number) => (await train(taskInNewFolder({ seed }), contextOf())).weightsDigest;
    const first = await digestOf(1);
    expect(await digestOf(1)).toBe(first);
    expect(await digestOf(2)).not.toBe(first);
  });

  it("draws a validation curve from anchors that it does not learn from", async () => {
    const { epochs, updates } = await train(taskInNewFolder({ recipe: { ...recipe, validationShare: 0.4 } }), contextOf());
    expect(updates).toBe(6); // 12 of 20 anchors are left: 8 and 4
    expect(epochs.every(({ validationAccuracy, validationLoss }) => validationAccuracy !== null && validationLoss !== null)).toBe(true);
  });

  const chosen: TrainingRecipe = { ...recipe, epochs: 6, fallAfterEpochs: [], validationShare: 0.4, keptEpoch: "best" };
  const digestOf = (task: TrainTask, name: string) =>
    createHash("sha256")
      .update(readFileSync(join(task.runDirectory, name)))
      .digest("hex");

  it("keeps the weights of the best epoch on the validation split apart from the last ones", async () => {
    const task = taskInNewFolder({ recipe: { ...chosen, keptEpoch: "last" } });
    const { best, last, epochs, confusion, weightsDigest } = await train(task, contextOf());
    const curve = epochs.map(({ validationAccuracy }) => validationAccuracy!);
    const highest = Math.max(...curve);
    expect(best).toMatchObject({ epoch: curve.indexOf(highest) + 1, validationAccuracy: highest }); // the earliest of equal ones
    expect(best!.epoch).toBeLessThan(6);
    expect(last).toEqual({ epoch: 6, validationAccuracy: curve[5], confusion });
    expect(digestOf(task, "weights.safetensors")).toBe(weightsDigest);
    expect(digestOf(task, "best.safetensors")).toBe(best!.weightsDigest);
    expect(best!.weightsDigest).not.toBe(weightsDigest);
  });

  it("hands on the best epoch where the recipe keeps it: weights, predictions and confusion", async () => {
    const task = taskInNewFolder({ recipe: chosen });
    const { best, last, confusion, weightsDigest } = await train(task, contextOf());
    expect(weightsDigest).toBe(best!.weightsDigest);
    expect(confusion).toEqual(best!.confusion);
    expect(last!.epoch).toBe(6);
    const spec = { label: "SMALLINT", predicted: "SMALLINT" } as const;
    const { label, predicted } = await readParquet(join(task.runDirectory, "predictions.parquet"), spec);
    expect(confusionOf(label, predicted, 3)).toEqual(confusion);
    // The same weights as those of a run that ends with this epoch.
    const short = await train(taskInNewFolder({ recipe: { ...chosen, epochs: best!.epoch, keptEpoch: "last" } }), contextOf());
    expect(short.weightsDigest).toBe(weightsDigest);
  });

  it("has no best epoch without a validation split", async () => {
    const task = taskInNewFolder();
    expect(await train(task, contextOf())).toMatchObject({ best: null, last: null });
    expect(readdirSync(task.runDirectory)).not.toContain("best.safetensors");
  });

  it("refuses a recipe that its network does not allow before it decodes anything", async () => {
    const events: TaskEvent[] = [];
    const task = taskInNewFolder({ recipe: { ...recipe, frozenPrefixes: ["layer1."] } });
    const training = train(
      task,
      contextOf((event) => events.push(event)),
    );
    await expect(training).rejects.toThrow('"layer1." in frozenPrefixes');
    expect(events).toEqual([]);
  });

  it("stops before the next update when it is cancelled", async () => {
    let done = 0;
    const context = cancelledAfter(4);
    const { report } = context;
    context.report = (event) => {
      if (event.type === "progress" && event.phase === "train") done = event.done;
      report(event);
    };
    await expect(train(taskInNewFolder(), context)).rejects.toMatchObject({ code: "cancelled" });
    expect(done).toBe(4);
  });

  it("goes on from its last checkpoint to the digest of an uninterrupted run, with the same curve", async () => {
    const whole = await train(taskInNewFolder(), contextOf());
    const task = taskInNewFolder();
    await expect(train(task, cancelledAfter(5))).rejects.toMatchObject({ code: "cancelled" });
    const updatesMade: number[] = [];
    const resumed = await train(
      task,
      contextOf((event) => event.type === "progress" && event.phase === "train" && updatesMade.push(event.done)),
    );
    expect(updatesMade).toEqual([4, 5, 6, 7, 8, 9]); // the checkpoint of epoch 1 stands behind update 3
    expect(resumed.weightsDigest).toBe(whole.weightsDigest);
    expect(resumed.epochs.map(({ trainLoss }) => trainLoss)).toEqual(whole.epochs.map(({ trainLoss }) => trainLoss));
    expect(resumed.cost.imagesSeen).toBe(whole.cost.imagesSeen);
  });

  it("goes on to the same digests with every option of a recipe on, the best epoch's among them", async () => {
    const every: TrainingRecipe = {
      ...chosen,
      headRateMultiple: 4,
      classWeights: "balanced",
      labelSmoothing: 0.1,
      frozenPrefixes: ["conv1.", "bn1."],
      batchNorm: "frozen",
      accumulationSteps: 3,
      patience: 4,
    };
    const whole = await train(taskInNewFolder({ recipe: every }), contextOf());
    const task = taskInNewFolder({ recipe: every });
    const cutAfter = 2 * whole.best!.epoch + 1; // in the middle of the epoch after the best one: two updates an epoch
    await expect(train(task, cancelledAfter(cutAfter))).rejects.toMatchObject({ code: "cancelled" });
    const resumed = await train(task, contextOf());
    expect(resumed.weightsDigest).toBe(whole.weightsDigest);
    expect(resumed.best).toEqual(whole.best);
    expect(resumed.last).toEqual(whole.last);
    expect(readdirSync(join(task.runDirectory, "checkpoints")).sort()).toEqual([
      `best-${whole.best!.epoch}.safetensors`,
      "last.safetensors",
    ]);
  });

  it("starts over when the weights of its best epoch are gone", async () => {
    const task = taskInNewFolder({ recipe: chosen });
    const { best, weightsDigest } = await train(task, contextOf());
    rmSync(join(task.runDirectory, "checkpoints", `best-${best!.epoch}.safetensors`));
    expect((await train(task, contextOf())).weightsDigest).toBe(weightsDigest);
  });

  it.each<[string, Partial<TrainTask>]>([
    ["recipe", { recipe: { ...recipe, labelSmoothing: 0.1 } }],
    ["normalisation", { network: { ...usualSetup("compact"), normalisation: { unit: 255, mean: [0.4], deviation: [0.25] } } }],
  ])("never continues the checkpoint of another %s", async (_, change) => {
    const task = taskInNewFolder();
    await train(task, contextOf());
    const fresh = await train(taskInNewFolder(change), contextOf());
    expect((await train({ ...task, ...change }, contextOf())).weightsDigest).toBe(fresh.weightsDigest);
  });

  it("never continues the checkpoint of another learning rate", async () => {
    const task = taskInNewFolder();
    await train(task, contextOf());
    const changed = { ...task, recipe: { ...recipe, learningRate: 0.01 } };
    const fresh = await train(taskInNewFolder({ recipe: changed.recipe }), contextOf());
    expect((await train(changed, contextOf())).weightsDigest).toBe(fresh.weightsDigest);
  });

  it("never continues the checkpoint of other pictures", async () => {
    const { directory, roots, datasetDirectory, pathOf } = await drawDataset(counts);
    folders.push(directory);
    const dataset = { roots, datasetDirectory };
    const task = taskInNewFolder({ dataset });
    await expect(train(task, cancelledAfter(5))).rejects.toMatchObject({ code: "cancelled" });
    copyFileSync(pathOf(1), pathOf(0));
    await writeDatasetRecord(datasetDirectory, { ...(await readDatasetRecord(datasetDirectory)), digest: "b".repeat(64) });
    const fresh = await train(taskInNewFolder({ dataset }), contextOf());
    expect((await train(task, contextOf())).weightsDigest).toBe(fresh.weightsDigest);
  });

  it("stops when it diverges, says where, and leaves no checkpoint of it", async () => {
    const task = taskInNewFolder({ recipe: { ...recipe, learningRate: 1e30 } });
    await expect(train(task, contextOf())).rejects.toThrow(/recipe "scratch": found a training that diverged at update \d+, in epoch 1/);
    expect(readdirSync(task.runDirectory, { recursive: true }).filter((name) => String(name).endsWith(".safetensors"))).toEqual([]);
  });

  it("shows and keeps nothing of an epoch whose last update diverged", async () => {
    const task = taskInNewFolder({ recipe: { ...recipe, batchSize: 20, learningRate: 1e45 } }); // an epoch is one update
    const events: TaskEvent[] = [];
    const training = train(
      task,
      contextOf((event) => events.push(event)),
    );
    await expect(training).rejects.toThrow("diverged at update 1, in epoch 1");
    expect(events.filter(({ type }) => type === "epoch")).toEqual([]);
    expect(readdirSync(task.runDirectory, { recursive: true }).filter((name) => String(name).endsWith(".safetensors"))).toEqual([]);
  });

  it("starts over when its checkpoint is damaged", async () => {
    const task = taskInNewFolder();
    const { weightsDigest } = await train(task, contextOf());
    truncateSync(join(task.runDirectory, "checkpoints", "last.safetensors"), 5000);
    expect((await train(task, contextOf())).weightsDigest).toBe(weightsDigest);
  });

  it("gives the control as many updates as its VAS run, over the anchors alone", async () => {
    const primitive = taskInNewFolder();
    await train(primitive, contextOf());
    const auxiliary = join(newFolder(), "selection.parquet");
    const spec = { row: "BIGINT", label: "SMALLINT" } as const;
    await writeParquet(auxiliary, spec, { row: [20, 21, 22, 23], label: [2, 0, 1, 2] });
    const startWeights = join(primitive.runDirectory, "weights.safetensors");
    const vas = await train(taskInNewFolder({ role: "vas", startWeights, auxiliary }), contextOf());
    expect(vas.updates / recipe.epochs).toBe(3); // 24 faces
    const control = await train(taskInNewFolder({ role: "control", startWeights, updatesPerEpoch: 5 }), contextOf());
    expect(control.updates).toBe(15);
    expect(control.epochs).toHaveLength(3);
  });

  it("refuses a corrupt anchor with the line that names it", async () => {
    const broken = await drawDataset(counts);
    folders.push(broken.directory);
    truncateSync(broken.pathOf(4), 200);
    const { roots, datasetDirectory } = broken;
    const failure = await train(taskInNewFolder({ dataset: { roots, datasetDirectory } }), contextOf()).catch((error) => error);
    expect(failure).toBeInstanceOf(InputError);
    expect(failure.problem).toMatchObject({ line: 6 });
    expect(failure.message).toContain('"4.png"');
  });

  it("says how many faces it needs when there are too few", async () => {
    const failure = await train(taskInNewFolder({ recipe: { ...recipe, batchSize: 64, smallestBatch: 32 } }), contextOf()).catch(
      (error) => error,
    );
    expect(failure).toBeInstanceOf(InputError);
    expect(failure.message).toContain("20 faces to learn from, expected at least 32");
  });
});

describe("training in processes of its own", () => {
  let bundle: string;
  beforeAll(async () => {
    bundle = await bundleCompute();
  });

  const noSignal = new AbortController().signal;

  it("makes the same weights in two processes", async () => {
    const digests: string[] = [];
    for (let run = 0; run < 2; run++) {
      const client = new ComputeClient(() => forkCompute(bundle));
      digests.push((await client.run(taskInNewFolder(), () => undefined, noSignal)).weightsDigest);
      client.kill();
    }
    expect(digests[0]).toBe(digests[1]);
  });

  it("goes on after SIGKILL in mid-training, to the digest of an uninterrupted run", async () => {
    const client = new ComputeClient(() => forkCompute(bundle));
    const whole = await client.run(taskInNewFolder(), () => undefined, noSignal);
    const task = taskInNewFolder();
    const killAtUpdate = (event: TaskEvent) => {
      if (event.type === "epoch" && event.metrics.epoch === 2) client.kill();
    };
    await expect(client.run(task, killAtUpdate, noSignal)).rejects.toMatchObject({ code: "compute-died" });
    const resumed = await client.run(task, () => undefined, noSignal);
    client.kill();
    expect(resumed.weightsDigest).toBe(whole.weightsDigest);
    expect(resumed.updates).toBe(updatesInAll);
    expect(readFileSync(join(task.runDirectory, "weights.safetensors")).length).toBeGreaterThan(4 * 1_126_000);
  });
});
