import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DistillationRecipe, defaultDistillationRecipe, printedDistillationRecipe } from "../../distillation/distillation-recipe.ts";
import type { DistillationEpoch } from "../../distillation/distillation-view.ts";
import { readDistilled } from "../../distillation/distilled-file.ts";
import { InputError } from "../../errors.ts";
import { type DrawnDataset, drawDataset } from "../../mining/drawn-dataset.fixture.ts";
import { networkOf } from "../../networks/network.ts";
import { usualSetup } from "../../networks/network-setup.ts";
import { storedState } from "../../networks/weights/layout.ts";
import { writeSafetensors } from "../../networks/weights/safetensors.ts";
import { writeParquet } from "../../project/parquet.ts";
import { loadTensorFlow } from "../../tensor/backend.ts";
import type { DistillTask } from "../distillation-tasks.ts";
import type { TaskContext, TaskEvent } from "../protocol.ts";
import { distill } from "./distill.ts";

const counts = { anchor: 20, pool: 12, test: 6 };
/** 20 anchors in batches of 10: 6 iterations. */
const recipe: DistillationRecipe = {
  ...defaultDistillationRecipe,
  ...{ source: "anchor", realBatch: 10, outerEpochs: 3, checkpointEvery: 2, startStep: 0.01, imageRate: 0.05 },
};

let data: DrawnDataset;
let folder: string;
let weights: string;
beforeAll(async () => {
  data = await drawDataset(counts);
  folder = mkdtempSync(join(tmpdir(), "omnifer-distil-"));
  weights = join(folder, "weights.safetensors");
  const network = networkOf(usualSetup("compact", 16));
  const parameters = network.initialise(1, data.classes.length);
  await writeSafetensors(weights, storedState(network, parameters, data.classes.length, 0));
  loadTensorFlow().dispose(parameters);
});
afterAll(() => {
  for (const one of [data.directory, folder]) rmSync(one, { recursive: true });
});

function taskInNewFolder(change: Partial<DistillTask> = {}): DistillTask {
  const { classes, roots, datasetDirectory } = data;
  return {
    kind: "distill",
    distillationDirectory: mkdtempSync(join(folder, "distillation-")),
    dataset: { roots, datasetDirectory },
    classes,
    network: usualSetup("compact", 16),
    recipe,
    seed: 1,
    weights,
    selected: null,
    randomDraws: 2,
    ...change,
  };
}

function contextOf(onEvent: (event: TaskEvent) => void = () => undefined, signal = new AbortController().signal): TaskContext {
  return { report: onEvent, signal, breathe: () => new Promise((resolve) => setImmediate(resolve)) };
}

/** Cancels once so many iterations are done. */
function cancelledAfter(iterations: number): TaskContext {
  const controller = new AbortController();
  return contextOf((event) => {
    if (event.type === "progress" && event.phase === "distil" && event.done === iterations) controller.abort();
  }, controller.signal);
}

describe("distillation (section 3.4, Algorithm 1)", () => {
  it("makes one image a class that lowers the loss further than the noise it began as", async () => {
    const epochs: DistillationEpoch[] = [];
    const task = taskInNewFolder({ recipe: { ...recipe, outerEpochs: 12 } });
    const result = await distill(
      task,
      contextOf((event) => {
        if (event.type === "distilled") epochs.push(event.metrics);
      }),
    );
    expect(result.losses.after).toBeLessThan(result.losses.noise);
    expect(result.losses.after).toBeLessThan(result.losses.before);
    expect(result.losses.randomMined).toBeNull();
    expect(epochs.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(epochs.at(-1)!.loss!).toBeLessThan(epochs[1]!.loss!);
    expect(result.checkpoints).toEqual([0, 2, 4, 6, 8, 10, 12]);
    expect(result.iterations).toBe(24);
    expect(result.stepSizes).toHaveLength(3);

    const { set, made } = await readDistilled(join(task.distillationDirectory, "distilled.safetensors"));
    expect(set.shape).toEqual([result.labels.length, 16, 16, 1]);
    expect(made.classes).toEqual(data.classes);
    expect(readdirSync(join(task.distillationDirectory, "baselines"))).toHaveLength(6);
    expect(readdirSync(join(task.distillationDirectory, "previews"))).toHaveLength(result.labels.length);
  });

  it("ends in the same images when it was cut short in mid-iteration and went on", async () => {
    const whole = taskInNewFolder();
    const { digest } = await distill(whole, contextOf());
    const cut = taskInNewFolder();
    await expect(distill(cut, cancelledAfter(3))).rejects.toThrow("Cancelled");
    const resumed = await distill(cut, contextOf());
    expect(resumed.digest).toBe(digest);
    expect(resumed.iterations).toBe(6);
  });

  it.each<[string, Partial<DistillationRecipe>]>([
    ["lines 6 to 9 as printed", { ...printedDistillationRecipe, ...recipe, method: "printed", repeats: 1 }],
    ["distribution matching", { method: "dm" }],
    ["two random nets", { init: "random", nets: 2 }],
    ["a random head", { init: "random-head" }],
    ["two gradient steps of two images, soft labels", { gradientSteps: 2, repeats: 2, imagesPerClass: 2, softLabels: true }],
    ["real samples at the start, batch norm on the images", { start: "real", batchNorm: "training" }],
    ["class means at the start", { start: "class-mean" }],
  ])("resumes with %s", async (_, change) => {
    const changed = { ...recipe, ...change, outerEpochs: 2 };
    const { digest, losses } = await distill(taskInNewFolder({ recipe: changed }), contextOf());
    expect(
      Object.values(losses)
        .filter((loss) => loss !== null)
        .every(Number.isFinite),
    ).toBe(true);
    const cut = taskInNewFolder({ recipe: changed });
    await expect(distill(cut, cancelledAfter(2))).rejects.toThrow("Cancelled");
    expect((await distill(cut, contextOf())).digest).toBe(digest);
  });

  it("distils selected samples, leaves out classes that have none, and says which", async () => {
    const selected = join(folder, "selected.parquet");
    const rows = Uint32Array.from([20, 21, 22, 23, 24, 25]);
    await writeParquet(selected, { row: "BIGINT", label: "SMALLINT" }, { row: rows, label: Uint8Array.from([0, 0, 2, 2, 0, 2]) });
    const result = await distill(taskInNewFolder({ selected, recipe: { ...recipe, source: "selected", outerEpochs: 1 } }), contextOf());
    expect(result.labels).toEqual([0, 2]);
    expect(result.missingClasses).toEqual(data.classes.flatMap((_, label) => (label === 0 || label === 2 ? [] : [label])));
    expect(result.losses.randomMined).not.toBeNull();
  });

  it("stops when the loss explodes, keeps the last checkpoint, and advises", async () => {
    const task = taskInNewFolder({ recipe: { ...recipe, startStep: 1, repeats: 20, imageRate: 10 } });
    const failure = await distill(task, contextOf()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(InputError);
    expect((failure as InputError).problem.mend).toContain("smaller start step");
    expect(readdirSync(join(task.distillationDirectory, "checkpoints"))).toContain("epoch-0000.safetensors");
  });
});
