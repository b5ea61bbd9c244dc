import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InputError } from "../../errors.ts";
import { type DrawnDataset, drawDataset } from "../../mining/drawn-dataset.fixture.ts";
import { usualSetup } from "../../networks/network-setup.ts";
import { readSafetensors } from "../../networks/weights/safetensors.ts";
import { readParquet, writeParquet } from "../../project/parquet.ts";
import { scratchRecipe } from "../../recipe.ts";
import { ComputeClient } from "../client.ts";
import { bundleCompute } from "../compute-bundle.fixture.ts";
import { forkCompute } from "../fork.ts";
import type { TaskContext, TaskEvent, TrainTask } from "../protocol.ts";
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
  const { classes, imagesDirectory, datasetDirectory } = data;
  return {
    kind: "train",
    role: "primitive",
    runDirectory: newFolder(),
    dataset: { imagesDirectory, datasetDirectory },
    classes,
    network: usualSetup("compact"),
    recipe,
    seed: 1,
    startWeights: null,
    auxiliary: null,
    updatesPerEpoch: null,
    ...change,
  };
}

function contextOf(onEvent: (event: TaskEvent) => void = () => undefined, signal = new AbortController().signal): TaskContext {
  return { report: onEvent, signal, breathe: () => new Promise((resolve) => setImmediate(resolve)) };
}

/** A context that cancels once so many updates are done. */
function cancelledAfter(updates: number): TaskContext {
  const controller = new AbortController();
  return contextOf((event) => {
    if (event.type === "progress" && event.phase === "train" && event.done === updates) controller.abort();
  }, controller.signal);
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

  it("never continues the checkpoint of another recipe", async () => {
    const task = taskInNewFolder();
    await train(task, contextOf());
    const changed = { ...task, recipe: { ...recipe, learningRate: 0.01 } };
    const fresh = await train(taskInNewFolder({ recipe: changed.recipe }), contextOf());
    expect((await train(changed, contextOf())).weightsDigest).toBe(fresh.weightsDigest);
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
    const { imagesDirectory, datasetDirectory } = broken;
    const failure = await train(taskInNewFolder({ dataset: { imagesDirectory, datasetDirectory } }), contextOf()).catch((error) => error);
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
