import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultDistillationRecipe } from "../../distillation/distillation-recipe.ts";
import { readDistilled, writeDistilled } from "../../distillation/distilled-file.ts";
import { distilledSet } from "../../distillation/distilled-set.fixture.ts";
import type { DistilledSet } from "../../distillation/distilled-set.ts";
import { type DrawnDataset, drawDataset } from "../../mining/drawn-dataset.fixture.ts";
import { usualSetup } from "../../networks/network-setup.ts";
import { writeParquet } from "../../project/parquet.ts";
import type { BaselinesTask, DistillTask } from "../distillation-tasks.ts";
import { baselines } from "./baselines.ts";
import { distill } from "./distill.ts";
import { contextOf } from "./task-context.fixture.ts";

const network = usualSetup("compact");
const recipe = { ...defaultDistillationRecipe, realBatch: 8, outerEpochs: 1 };
const names = ["class-mean", "distribution-matching", "k-means", "nearest", "random-mined-0", "random-mined-1"].map(
  (name) => `${name}.safetensors`,
);

let data: DrawnDataset;
let folder: string;
/** Four pool samples of fear, four of anger, none of neutral. */
let selected: string;
beforeAll(async () => {
  data = await drawDataset({ anchor: 6, pool: 8, test: 3 });
  folder = mkdtempSync(join(tmpdir(), "omnifer-baselines-"));
  selected = join(folder, "selected.parquet");
  const rows = Uint32Array.from({ length: 8 }, (_, position) => 6 + position);
  await writeParquet(selected, { row: "BIGINT", label: "SMALLINT" }, { row: rows, label: rows.map((row) => row % 2) });
});
afterAll(() => {
  for (const one of [data.directory, folder]) rmSync(one, { recursive: true });
});

const shared = () => ({
  dataset: { datasetDirectory: data.datasetDirectory, roots: data.roots },
  ...{ classes: data.classes, network, weights: data.weights, selected, seed: 3, randomDraws: 2 },
});

function taskFor(distillationDirectory: string, change: Partial<BaselinesTask> = {}): BaselinesTask {
  const baselinesDirectory = join(distillationDirectory, "baselines", "run-1");
  return { kind: "baselines", distillationDirectory, baselinesDirectory, recipe, measuresLosses: true, ...shared(), ...change };
}

const newFolder = () => mkdtempSync(join(folder, "distillation-"));

/** Images of all three classes in two gradient steps. */
async function imported(change: Partial<DistilledSet> = {}): Promise<string> {
  const directory = newFolder();
  const made = { network, weightsDigest: null, classes: data.classes };
  const set = { ...distilledSet(made, 2, 2), ...change };
  await writeDistilled(join(directory, "distilled.safetensors"), set, made);
  return directory;
}

describe("what imported images are compared with", () => {
  it("is what the same images, distilled here, are compared with, and so are the losses", async () => {
    const distillationDirectory = newFolder();
    const distillation: DistillTask = { kind: "distill", distillationDirectory, recipe, ...shared() };
    const { losses } = await distill(distillation, contextOf());
    const directory = newFolder();
    copyFileSync(join(distillationDirectory, "distilled.safetensors"), join(directory, "distilled.safetensors"));
    const task = taskFor(directory);
    expect(await baselines(task, contextOf())).toEqual({ losses });
    expect(losses.randomMined).not.toBeNull();
    expect(readdirSync(task.baselinesDirectory).sort()).toEqual(names);
    for (const name of names) {
      const theirs = readFileSync(join(distillationDirectory, "baselines", name));
      expect(readFileSync(join(task.baselinesDirectory, name)).equals(theirs), name).toBe(true);
    }
  });

  it("leaves out the images of a class without samples, in every gradient step", async () => {
    const task = taskFor(await imported());
    const { losses } = await baselines(task, contextOf());
    expect(Object.values(losses!).every(Number.isFinite)).toBe(true);
    for (const name of names) {
      const { set } = await readDistilled(join(task.baselinesDirectory, name));
      expect([...set.labels], name).toEqual([0, 1, 0, 1]);
      expect([set.shape, set.gradientSteps, set.repeats]).toEqual([[4, 48, 48, 1], 2, 2]);
    }
  });

  it("keeps what lies there, makes the draws that are missing, and measures only what it is asked to", async () => {
    const directory = await imported();
    const task = taskFor(directory);
    await baselines(task, contextOf());
    const first = join(task.baselinesDirectory, names[0]!);
    copyFileSync(join(directory, "distilled.safetensors"), first);
    const phases = new Set<string>();
    const context = contextOf((event) => event.type === "progress" && phases.add(event.phase));
    expect(await baselines({ ...task, randomDraws: 3, measuresLosses: false }, context)).toEqual({ losses: null });
    expect(phases).toContain("baselines");
    expect(phases).not.toContain("losses");
    expect(readdirSync(task.baselinesDirectory)).toContain("random-mined-2.safetensors");
    expect(readFileSync(first).equals(readFileSync(join(directory, "distilled.safetensors")))).toBe(true);
  });

  it("stops when it is cancelled", async () => {
    const task = taskFor(await imported());
    const controller = new AbortController();
    const cancelled = contextOf(
      (event) => event.type === "progress" && event.phase === "baselines" && controller.abort(),
      controller.signal,
    );
    await expect(baselines(task, cancelled)).rejects.toThrow("aborted");
    expect(existsSync(join(task.baselinesDirectory, names[0]!))).toBe(false);
  });
});
