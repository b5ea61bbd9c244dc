import { mkdtemp, readdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { BaselinesResult, BaselinesTask } from "../compute/distillation-tasks.ts";
import type { TaskContext, TrainTask } from "../compute/protocol.ts";
import { readDistilled, writeDistilled } from "../distillation/distilled-file.ts";
import { WorkbenchError } from "../errors.ts";
import { usualSetup } from "../networks/network-setup.ts";
import { readParquet } from "../project/parquet.ts";
import { baselinesAtOnce, losses, trainAtOnce } from "./distilling.fixture.ts";
import { type OpenedEngine, openTemporaryEngine } from "./opened-engine.fixture.ts";
import { armCount, drawFaces, shortRecipe } from "./small-work.fixture.ts";

let faces: string;
let engine: OpenedEngine;
/** null leaves the task to compute. */
let answerBaselines: (task: BaselinesTask, context: TaskContext) => Promise<BaselinesResult> | null;

beforeAll(async () => {
  faces = await drawFaces();
});
afterAll(() => rm(faces, { recursive: true }));
beforeEach(async () => {
  answerBaselines = (task) => baselinesAtOnce(task);
  engine = await openTemporaryEngine({
    baselines: (task, context) => answerBaselines(task, context),
    train: (task, context) => (task.role === "primitive" ? null : trainAtOnce(task, context, 8)),
  });
  await engine.request("recipe.save", { recipe: shortRecipe });
  await engine.importFolder(faces);
});
afterEach(() => engine.remove());

const done = { state: "done", error: null };
const newest = async () => (await engine.request("distillations.list", {})).distillations[0]!;
const comparisonOf = async (distillationId: string) => (await engine.request("das.comparison", { distillationId })).comparison;
const made = () => engine.tasks.filter((task): task is BaselinesTask => task.kind === "baselines");
const compared = () => engine.tasks.filter((task): task is TrainTask => task.kind === "train" && task.role.startsWith("das"));
const imagesOf = ({ distilled }: TrainTask) => (distilled ? basename(distilled.path, ".safetensors") : null);

/** A file of another workbench: an image of each label, in one gradient step. */
async function fileOf(labels: number[]): Promise<string> {
  const { classes } = await engine.request("project.state", {});
  const side = 48;
  const images = Float32Array.from({ length: labels.length * side * side }, (_, i) => Math.sin(i));
  const shape: [number, number, number, number] = [labels.length, side, side, 1];
  const steps = { gradientSteps: 1, repeats: 2, stepSizes: Float32Array.of(0.001, 0.002) };
  const path = join(await mkdtemp(join(faces, "file-")), "theirs.safetensors");
  const of = { network: usualSetup("compact"), weightsDigest: null, classes };
  await writeDistilled(path, { ...steps, images, shape, labels: Int32Array.from(labels), softLabels: null }, of);
  return path;
}

const importImages = async (labels: number[]) => importFile(await fileOf(labels));

async function importFile(file: string) {
  const { jobId } = await engine.request("distilled.import", { file });
  const job = await engine.ended(jobId);
  return { job, summary: await newest() };
}

/** Classes with and without selected samples. */
async function selectedClasses() {
  const { poolId, selection, classes } = await engine.request("project.state", {});
  const { aboveByClass } = await engine.request("mining.counts", { poolId: poolId!, selection: selection! });
  const are = (there: boolean) => aboveByClass.flatMap((count, label) => (count > 0 === there ? [label] : []));
  return { present: are(true), absent: are(false), names: (labels: number[]) => labels.map((label) => classes[label]).join(", ") };
}

async function select(delta: number): Promise<void> {
  const { poolId, selection } = await engine.request("project.state", {});
  await engine.request("selection.save", { poolId: poolId!, selection: { ...selection!, delta } });
}

/** The one whose margin is largest. */
async function selectOneSample(): Promise<void> {
  const { poolId, selection } = await engine.request("project.state", {});
  const all = { poolId: poolId!, selection: { ...selection!, delta: 0 } };
  const { rows } = await engine.request("mining.page", { ...all, classIndex: null, order: "nearest", from: 0, count: 500 });
  await select(Math.max(...rows.map(({ margin }) => margin)));
}

describe("images from elsewhere, before samples are selected", () => {
  it("become the project's distillation, of no learner, and it is said what measuring them waits for", async () => {
    await engine.perform("primitive");
    const { job, summary } = await importImages([1, 4]);
    expect(job).toMatchObject(done);
    expect(summary).toMatchObject({
      ...{ origin: "imported", name: "theirs.safetensors", runId: null, isForCurrentLearner: false, recipe: null, losses: null },
      ...{ gradientSteps: 1, repeats: 2, labels: [1, 4], missingClasses: [0, 2, 3, 5, 6], checkpoints: [0] },
    });
    expect(engine.notices).toContain("What theirs.safetensors is worth cannot be measured yet. Mine the pool, then compare it (DAS).");
  });

  it("are compared with anchors alone, from the current learner, and it is said what is left out and how to mend it", async () => {
    await engine.perform("primitive");
    const { summary } = await importImages([1, 4]);
    expect(await engine.perform("das")).toMatchObject(done);
    expect(compared().map(({ role }) => role)).toEqual(["das-control", "das", "das-control", "das"]);
    const { primitiveRunId } = await engine.request("project.state", {});
    expect(compared()[0]!.startWeights).toContain(primitiveRunId);
    expect(engine.notices.join()).toContain("theirs.safetensors was not made for a learner of this project");
    expect(engine.notices.join()).toMatch(/anchors alone\. Left out: random-mined, nearest, .*\. Mine the pool, then compare again\.$/);
    expect(await comparisonOf(summary.id)).toMatchObject({ finished: 4, total: 4 });
  });

  it("are compared with everything once there is a selection, and measured then", async () => {
    await engine.perform("primitive");
    await importImages([0, 1, 2, 3, 4, 5, 6]);
    await engine.perform("mine");
    expect(await engine.perform("das")).toMatchObject(done);
    expect(compared()).toHaveLength(armCount);
    expect((await newest()).losses).toEqual(losses);
    await engine.perform("das");
    expect(made()).toHaveLength(1);
  });
});

describe("images from elsewhere, with a selection", () => {
  it("are measured as they are imported, and compared with what takes their place for the learner that they are applied to", async () => {
    await engine.perform("pipeline");
    const { present } = await selectedClasses();
    answerBaselines = () => null;
    const { job, summary } = await importImages([present[0]!]);
    expect(job).toMatchObject({ ...done, fraction: 1 });
    expect(Object.values(summary.losses!).every(Number.isFinite)).toBe(true);
    expect(await engine.perform("das")).toMatchObject(done);
    expect(made()).toHaveLength(1);
    expect(compared().slice(0, 8).map(imagesOf)).toEqual([
      ...[null, "distilled", "nearest", "k-means", "class-mean", "distribution-matching", "random-mined-0", "random-mined-2"],
    ]);
    const { primitiveRunId } = await engine.request("project.state", {});
    for (const { distilled } of compared()) {
      if (!distilled) continue;
      const { set, made } = await readDistilled(distilled.path);
      expect([[...set.labels], [...set.stepSizes]]).toEqual([[present[0]], [Math.fround(0.001), Math.fround(0.002)]]);
      expect(made.network).toEqual(usualSetup("compact"));
      if (basename(distilled.path) !== "distilled.safetensors") expect(basename(dirname(distilled.path))).toBe(primitiveRunId);
    }
    expect(await comparisonOf(summary.id)).toMatchObject({ finished: armCount, total: armCount, modes: [{ overRandom: { pairs: 3 } }] });
  });

  it("lack what takes the place of a class without selected samples, which is said; the others go on", async () => {
    await engine.perform("pipeline");
    await selectOneSample();
    const { present, absent, names } = await selectedClasses();
    const { job } = await importImages([present[0]!, absent[0]!]);
    expect(job).toMatchObject(done);
    const lacks = `There is no selected sample of ${names([absent[0]!])}: nothing takes the place`;
    expect(engine.notices.filter((text) => text.startsWith(lacks))).toHaveLength(1);
    await engine.perform("das");
    expect(compared()).toHaveLength(armCount);
    expect(engine.notices.filter((text) => text.startsWith(lacks))).toHaveLength(2);
  });

  it("of none of the selected classes are compared with anchors alone, and it is said which are missing", async () => {
    await engine.perform("pipeline");
    await selectOneSample();
    const { absent, names } = await selectedClasses();
    const { summary } = await importImages(absent.slice(0, 2));
    expect(summary.losses).toBeNull();
    await engine.perform("das");
    expect(made()).toEqual([]);
    expect(compared()).toHaveLength(4);
    const mend = `Lower delta until there are selected samples of ${names(absent.slice(0, 2))}, then compare again.`;
    expect(engine.notices.join()).toContain(mend);
  });

  it("keep what they were first compared with when the selection changes, and it is said", async () => {
    await engine.perform("pipeline");
    const { present } = await selectedClasses();
    await importImages([present[0]!]);
    await select(0);
    await engine.perform("das");
    expect(made()).toHaveLength(1);
    expect(engine.notices.join()).toContain("made from an earlier selection. Import them again");
    await importImages([present[0]!]);
    expect(made()).toHaveLength(2);
  });

  it("are compared anew for another learner, once it has mined", async () => {
    await engine.perform("pipeline");
    await importImages([0, 1, 2, 3, 4, 5, 6]);
    await engine.request("recipe.save", { recipe: { ...shortRecipe, seed: 2 } });
    await engine.perform("primitive");
    expect((await newest()).losses).toBeNull();
    await engine.perform("das");
    expect(engine.notices.join()).toContain("Mine the pool, then compare again.");
    expect(made()).toHaveLength(1);
    await engine.perform("mine");
    await engine.perform("das");
    const { primitiveRunId } = await engine.request("project.state", {});
    expect(made().map(({ weights }) => weights.includes(primitiveRunId!))).toEqual([false, true]);
    expect((await newest()).losses).toEqual(losses);
  });
});

describe("what imported images are compared with, when it is cut short", () => {
  /** Cancels the running job before the fourth of them. */
  function cancelOnce(jobOf: () => Promise<string>): void {
    let begun = 0;
    answerBaselines = (task) =>
      baselinesAtOnce(task, async () => {
        if (++begun !== 4) return;
        await engine.request("job.cancel", { jobId: await jobOf() });
        throw new WorkbenchError("cancelled", "Cancelled.");
      });
  }
  const running = async () => (await engine.request("project.state", {})).jobs.find(({ state }) => state === "running")!.id;

  it("counts as nothing, and is made of what is selected by then", async () => {
    await engine.perform("primitive");
    await importImages([0, 1, 2, 3, 4, 5, 6]);
    await engine.perform("mine");
    cancelOnce(running);
    const { jobId } = await engine.request("job.start", { kind: "das" });
    expect(await engine.ended(jobId)).toMatchObject({ state: "cancelled" });
    expect(await readdir(made()[0]!.baselinesDirectory)).toHaveLength(4);
    expect((await newest()).losses).toBeNull();
    expect(compared()).toEqual([]);

    const before = await selectedRows();
    await select(0);
    let left: string[] = [];
    answerBaselines = async (task) => {
      left = await readdir(task.baselinesDirectory);
      return baselinesAtOnce(task);
    };
    await engine.request("job.resume", { jobId });
    expect(await engine.ended(jobId)).toMatchObject(done);
    expect(made().map(({ measuresLosses }) => measuresLosses)).toEqual([true, true]);
    expect(left).toEqual(["selected.parquet"]);
    expect((await selectedRows()).length).toBeGreaterThan(before.length);
    expect(compared()).toHaveLength(armCount);
    expect((await newest()).losses).toEqual(losses);
  });

  const selectedRows = async () => (await readParquet(made().at(-1)!.selected!, { row: "BIGINT" })).row;

  it("leaves the images imported, and is made by their comparison; importing them again is another import", async () => {
    await engine.perform("pipeline");
    const { present } = await selectedClasses();
    cancelOnce(running);
    const file = await fileOf([present[0]!]);
    const { job, summary } = await importFile(file);
    expect(job).toMatchObject({ state: "cancelled", canResume: false });
    expect(summary).toMatchObject({ origin: "imported", state: "finished", losses: null });
    expect((await engine.request("project.state", {})).distillationId).toBe(summary.id);
    await engine.perform("das");
    expect((await newest()).losses).toEqual(losses);
    expect(compared()).toHaveLength(armCount);
    expect((await importFile(file)).summary.id).not.toBe(summary.id);
  });
});
