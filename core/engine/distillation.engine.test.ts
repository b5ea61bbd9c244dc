import { rm } from "node:fs/promises";
import { basename } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { DistillTask } from "../compute/distillation-tasks.ts";
import type { TaskContext, TrainResult, TrainTask } from "../compute/protocol.ts";
import type { EventPayload } from "../contract/events.ts";
import { WorkbenchError } from "../errors.ts";
import { finishedResult } from "../project/run.fixture.ts";
import { baselinesAtOnce, distillAtOnce, losses, trainAtOnce } from "./distilling.fixture.ts";
import { type OpenedEngine, openTemporaryEngine } from "./opened-engine.fixture.ts";
import { armCount, drawFaces, shortRecipe } from "./small-work.fixture.ts";

let faces: string;
let engine: OpenedEngine;
/** What happens before an outer epoch of a distillation, and before a retraining of a comparison. */
let beforeEpoch: (epoch: number) => Promise<void>;
let beforeTraining: () => Promise<void>;
const test = { distilled: 10, other: 7 };

beforeAll(async () => {
  faces = await drawFaces();
});
afterAll(() => rm(faces, { recursive: true }));
beforeEach(async () => {
  beforeEpoch = beforeTraining = async () => {};
  engine = await openTemporaryEngine({
    distill: (task, context) => distillAtOnce(task, context, (epoch) => beforeEpoch(epoch)),
    train: (task, context) => (task.role === "primitive" ? null : retrain(task, context)),
    baselines: (task) => baselinesAtOnce(task),
    "import-distilled": async ({ network }) => {
      const set = { gradientSteps: 1, repeats: 2, labels: [1, 4], stepSizes: [0.1, 0.2] };
      return { digest: "0".repeat(64), network, weightsDigest: null, ...set };
    },
    probe: async ({ trainEpochs, testEpochs }) => {
      const { cost, backend } = finishedResult;
      return { trainCount: trainEpochs.length * 2, testCount: testEpochs.length * 2, arms: [], cost, backend };
    },
  });
  await engine.request("recipe.save", { recipe: shortRecipe });
  await engine.importFolder(faces);
});
afterEach(() => engine.remove());

async function retrain(task: TrainTask, context: TaskContext): Promise<TrainResult> {
  if (task.role.startsWith("das")) await beforeTraining();
  return trainAtOnce(task, context, rightOf(task));
}

const rightOf = ({ role, distilled }: TrainTask) => (role === "das" ? test.distilled : distilled === null ? 8 : test.other);

async function distilled() {
  expect(await engine.perform("pipeline")).toMatchObject({ state: "done", error: null });
  expect(await engine.perform("distill")).toMatchObject({ state: "done", error: null });
  const { distillations } = await engine.request("distillations.list", {});
  return distillations[0]!;
}

const compared = () => engine.tasks.filter((task): task is TrainTask => task.kind === "train" && task.role.startsWith("das"));

/** Rejects the way that a cancelled task does, once somebody cancels the job. */
async function untilCancelled(jobId: string): Promise<never> {
  await engine.request("job.cancel", { jobId });
  throw new WorkbenchError("cancelled", "Cancelled.");
}

describe("a distillation", () => {
  it("is made from the selection for the learner that mined it, told epoch by epoch, and becomes the project's", async () => {
    const heard: EventPayload<"distillation">[] = [];
    const told = engine.event("distillation", (payload) => heard.push(payload) === 3);
    const summary = await distilled();
    await told;
    const { primitiveRunId, distillationId, steps, poolId } = await engine.request("project.state", {});
    expect(summary).toMatchObject({
      ...{ id: distillationId, state: "finished", origin: "selected", runId: primitiveRunId, isForCurrentLearner: true },
      ...{ labels: [0, 3], missingClasses: [1, 2, 4, 5, 6], checkpoints: [0, 2], gradientSteps: 1, repeats: 3 },
      losses,
    });
    expect(steps.distillation).toBe("done");
    expect(heard.map(({ metrics }) => metrics.epoch)).toEqual([0, 1, 2]);
    const { epochs } = await engine.request("distillation.epochs", { distillationId: summary.id });
    expect(epochs).toEqual(heard.map(({ metrics }) => metrics));
    const task = engine.tasks.find((each): each is DistillTask => each.kind === "distill")!;
    expect(task).toMatchObject({ seed: 1, randomDraws: 3, recipe: shortRecipe.distillation });
    expect([basename(task.selected!), task.weights.includes(primitiveRunId!), poolId === null]).toEqual(["selected.parquet", true, false]);
  });

  it("is looked at by image, epoch and contrast, next to the real samples that are nearest", async () => {
    const { id: distillationId } = await distilled();
    const checkpoint = await engine.request("distillation.checkpoint", { distillationId, epoch: 2 });
    expect(checkpoint).toMatchObject({ epoch: 2, mean: 0.5, deviation: 0.5 });
    expect(checkpoint.neighbours).toEqual([
      [{ datasetId: expect.any(String), row: 2, file: expect.stringMatching(/\.(jpg|png)$/), similarity: 0.5 }],
      [],
    ]);
    const asked = { distillationId, epoch: 0, contrast: 2 };
    const { type, bytes } = await engine.request("distilled.picture", { ...asked, index: 1 });
    expect([type, ...bytes.subarray(0, 4)]).toEqual(["image/png", 0x89, 0x50, 0x4e, 0x47]);
    await expect(engine.request("distilled.picture", { ...asked, index: 2 })).rejects.toThrow("has no image 2");
    await expect(engine.request("distillation.checkpoint", { distillationId, epoch: 1 })).rejects.toThrow("No images of outer epoch 1");
  });

  it("that was cancelled is listed with what it has so far, and goes on under its own name", async () => {
    await engine.perform("pipeline");
    const { jobId } = await engine.request("job.start", { kind: "distill" });
    beforeEpoch = async (epoch) => {
      if (epoch === 1) await untilCancelled(jobId);
    };
    expect((await engine.ended(jobId)).state).toBe("cancelled");
    const [cut] = (await engine.request("distillations.list", {})).distillations;
    expect(cut).toMatchObject({ state: "distilling", checkpoints: [0], labels: [0, 3], losses: null, resumableJobId: jobId });
    expect((await engine.request("project.state", {})).distillationId).toBeNull();
    beforeEpoch = async () => {};
    await engine.request("job.resume", { jobId });
    expect((await engine.ended(jobId)).state).toBe("done");
    const { distillations } = await engine.request("distillations.list", {});
    expect(distillations.map(({ id, state, resumableJobId }) => [id, state, resumableJobId])).toEqual([[cut!.id, "finished", null]]);
  });

  it("says which classes have no sample, and goes on with the others", async () => {
    await engine.request("recipe.save", { recipe: { ...shortRecipe, deltaChoice: { by: "target-count", count: 1 } } });
    await distilled();
    const [text] = engine.notices.filter((notice) => notice.includes("to distil"));
    expect(text).toMatch(/^There is no sample of (\w+, ){5}\w+ to distil: no image of that class is made, the others are\.$/);
  });

  it("of the anchors needs no pool", async () => {
    await engine.request("recipe.save", { recipe: { ...shortRecipe, distillation: { ...shortRecipe.distillation, source: "anchor" } } });
    expect((await engine.request("project.state", {})).steps.distillation).toBe("waiting");
    await engine.perform("primitive");
    expect((await engine.request("project.state", {})).steps.distillation).toBe("ready");
    expect(await engine.perform("distill")).toMatchObject({ state: "done" });
    expect(engine.tasks.at(-1)).toMatchObject({ kind: "distill", selected: null });
    expect((await engine.request("project.state", {})).steps.distillation).toBe("done");
  });

  it("is refused for a run that is no primitive learner, and before there is a selection", async () => {
    await expect(engine.request("job.start", { kind: "distill" })).rejects.toThrow("Mine the pool first.");
    await expect(engine.request("job.start", { kind: "das" })).rejects.toThrow("Distil the samples first.");
    await engine.perform("pipeline");
    const { vasRunId } = await engine.request("project.state", {});
    await expect(engine.request("distillation.start", { runId: vasRunId, seed: null })).rejects.toThrow("no primitive learner");
    await expect(engine.request("distillation.start", { runId: "run-none", seed: null })).rejects.toThrow("found no run run-none");
  });
});

describe("a recipe that contradicts itself", () => {
  it("is refused before anything is distilled", async () => {
    const distillation = { ...shortRecipe.distillation, source: "anchor" as const, nets: 2 };
    await engine.request("recipe.save", { recipe: { ...shortRecipe, distillation } });
    await engine.perform("primitive");
    expect((await engine.perform("distill")).error?.message).toContain("recipe of the distillation: found nets 2, expected 1");
    expect(engine.tasks.at(-1)?.kind).toBe("train");
  });
});

describe("the comparison of distilled images", () => {
  it("trains every arm from the learner's weights, each batch order with a seed of its own, and keeps the weights of DAS", async () => {
    const { id, runId } = await distilled();
    expect(await engine.perform("das")).toMatchObject({ state: "done", error: null, fraction: 1 });
    const arms = compared();
    expect(arms).toHaveLength(armCount);
    const seeds = arms.map(({ seed }) => seed);
    expect(new Set(seeds.slice(0, 8))).toEqual(new Set([1]));
    expect(new Set(seeds.slice(8)).size).toBe(1);
    expect(seeds[8]).not.toBe(1);
    expect(arms.map(({ distilled }) => (distilled ? basename(distilled.path, ".safetensors") : null)).slice(0, 8)).toEqual([
      ...[null, "distilled", "nearest", "k-means", "class-mean", "distribution-matching", "random-mined-0", "random-mined-2"],
    ]);
    for (const arm of arms) {
      expect(arm.startWeights).toContain(runId);
      expect(arm).toMatchObject({ auxiliary: null, updatesPerEpoch: null, keepsWeights: arm.role === "das" });
      if (arm.distilled) expect(arm.distilled).toMatchObject({ mode: "union", lambda: 0.1, statistics: "frozen" });
    }
    const { comparison } = await engine.request("das.comparison", { distillationId: id });
    expect(comparison).toMatchObject({ finished: armCount, total: armCount, anchorOnly: { runs: 2 }, modes: [{ mode: "union" }] });
    expect(comparison!.modes[0]!.overAnchors).toMatchObject({ difference: expect.closeTo(2 / 14, 10), pairs: 2 });
    expect(comparison!.modes[0]!.overRandom).toMatchObject({ difference: expect.closeTo(3 / 14, 10), pairs: 3 });
  });

  it("shows of its runs the distilled ones of the first batch order, which can be evaluated as any other; controls cannot", async () => {
    await distilled();
    await engine.perform("das");
    const { runs } = await engine.request("runs.list", {});
    expect(runs.map(({ role }) => role)).toEqual(["das", "control", "vas", "primitive"]);
    const control = basename(compared()[0]!.runDirectory);
    const { jobId } = await engine.request("run.evaluate", { runId: control, directory: null, test: null, align: false });
    expect((await engine.ended(jobId)).error?.message).toContain("were not kept");
  });

  it("does no retraining twice, after a cancel or anew, and another recipe begins another comparison", async () => {
    const { id: distillationId } = await distilled();
    const { jobId } = await engine.request("job.start", { kind: "das" });
    beforeTraining = async () => {
      if (compared().length === 4) await untilCancelled(jobId);
    };
    expect((await engine.ended(jobId)).state).toBe("cancelled");
    const begun = await engine.request("das.comparison", { distillationId });
    expect(begun.comparison).toMatchObject({ finished: 3, total: armCount });
    beforeTraining = async () => {};
    await engine.request("job.resume", { jobId });
    expect((await engine.ended(jobId)).state).toBe("done");
    expect(compared()).toHaveLength(armCount + 1); // the one that was cut short went on
    expect(compared()[4]!.runDirectory).toBe(compared()[3]!.runDirectory);
    await engine.perform("das");
    expect(compared()).toHaveLength(armCount + 1);
    const das = { ...shortRecipe.das, orders: 1, randomDraws: 1 };
    await engine.request("recipe.save", { recipe: { ...shortRecipe, das, retraining: { ...shortRecipe.retraining, learningRate: 0.01 } } });
    await engine.perform("das");
    const { comparison } = await engine.request("das.comparison", { distillationId });
    expect(comparison).toMatchObject({ finished: 7, total: 7 });
  });

  it("warns when the images were made for another learner, and starts from theirs all the same", async () => {
    const { runId } = await distilled();
    await engine.request("recipe.save", { recipe: { ...shortRecipe, seed: 2 } });
    await engine.perform("primitive");
    const { distillations } = await engine.request("distillations.list", {});
    expect(distillations[0]!.isForCurrentLearner).toBe(false);
    await engine.perform("das");
    expect(engine.notices.join()).toContain(`distilled for the learner ${runId}, which is not the current one`);
    expect(compared()[0]!.startWeights).toContain(runId);
  });

  it("makes the draws that it lacks, of what was distilled, and trains with them too", async () => {
    const { id } = await distilled();
    await engine.request("recipe.save", { recipe: { ...shortRecipe, das: { ...shortRecipe.das, randomDraws: 5 } } });
    expect(await engine.perform("das")).toMatchObject({ state: "done", error: null });
    const made = engine.tasks.filter((task) => task.kind === "baselines");
    const [{ selected, weights }] = engine.tasks.filter((task) => task.kind === "distill") as [DistillTask];
    expect(made).toMatchObject([{ randomDraws: 5, seed: 1, measuresLosses: false, selected, weights }]);
    expect(compared()).toHaveLength(armCount + 2);
    await engine.perform("das");
    expect(engine.tasks.filter((task) => task.kind === "baselines")).toHaveLength(1);
    const { comparison } = await engine.request("das.comparison", { distillationId: id });
    expect(comparison).toMatchObject({ finished: armCount + 2, total: armCount + 2 });
  });

  it("is a part of the pipeline when asked for", async () => {
    const { jobId } = await engine.request("job.start", { kind: "pipeline", withDas: true });
    expect(await engine.ended(jobId)).toMatchObject({ state: "done", error: null });
    const { distillationId } = await engine.request("job.made", { jobId });
    const { comparison } = await engine.request("das.comparison", { distillationId: distillationId! });
    expect(comparison).toMatchObject({ finished: armCount, total: armCount });
  });
});

describe("the probe of Fig. 7", () => {
  it("learns from all checkpoints but the last, and its latest result is kept", async () => {
    const { id: distillationId } = await distilled();
    expect(await engine.request("probe.result", { distillationId })).toEqual({ result: null });
    expect(await engine.perform("probe")).toMatchObject({ state: "done", error: null });
    const { result } = await engine.request("probe.result", { distillationId });
    expect(result).toMatchObject({ distillationId, trainEpochs: [0], testEpochs: [2], trainCount: 2, testCount: 2, seed: 1 });
  });

  it("asks about the images of another distillation that kept the same epochs, never of imported ones", async () => {
    const { id: distillationId } = await distilled();
    const asked = () => engine.tasks.filter((task) => task.kind === "probe").map(({ otherDirectory }) => otherDirectory);
    const { jobId } = await engine.request("distilled.import", { file: "/elsewhere/results.pth" });
    await engine.ended(jobId);
    await engine.request("distillation.choose", { distillationId });
    await engine.perform("probe");
    expect(asked()).toEqual([null]);
    const { recipe: saved } = await engine.request("project.state", {});
    for (const seed of [2, 3]) {
      const outerEpochs = seed === 2 ? 1 : saved.distillation.outerEpochs; // keeps other epochs than the first, then the same
      await engine.request("recipe.save", { recipe: { ...saved, seed, distillation: { ...saved.distillation, outerEpochs } } });
      await engine.perform("distill");
      await engine.request("distillation.choose", { distillationId });
      await engine.perform("probe");
    }
    expect(asked().map((directory) => directory !== null)).toEqual([false, false, true]);
  });

  it("never asks about images of other classes", async () => {
    await distilled();
    const { classes } = await engine.request("project.state", {});
    const { jobId } = await engine.request("data.import", { directory: faces, classes: [...classes].reverse() });
    await engine.ended(jobId);
    await engine.request("recipe.save", { recipe: { ...shortRecipe, distillation: { ...shortRecipe.distillation, source: "anchor" } } });
    for (const kind of ["primitive", "distill", "probe"] as const)
      expect(await engine.perform(kind)).toMatchObject({ state: "done", error: null });
    expect(engine.tasks.at(-1)).toMatchObject({ kind: "probe", otherDirectory: null });
  });

  it("leaves the start's noise out where it is asked to, and says so where too little is left then", async () => {
    await distilled();
    await expect(engine.request("job.start", { kind: "probe", probeOption: "after-start" })).rejects.toThrow(
      "found one after the start, that of outer epoch 2",
    );
  });
});
