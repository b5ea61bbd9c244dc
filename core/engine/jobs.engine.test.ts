import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { TrainTask } from "../compute/protocol.ts";
import { builtInWeightsId, usualStarts } from "../recipe.ts";
import { hasBfloat16 } from "../tensor/bfloat16-support.ts";
import { type OpenedEngine, openTemporaryEngine } from "./opened-engine.fixture.ts";
import { drawFaces, shortRecipe } from "./small-work.fixture.ts";

let faces: string;
let engine: OpenedEngine;
beforeAll(async () => {
  faces = await drawFaces();
});
afterAll(() => rm(faces, { recursive: true }));
beforeEach(async () => {
  engine = await openTemporaryEngine();
  await engine.request("recipe.save", { recipe: shortRecipe });
});
afterEach(() => engine.remove());

async function importFaces(): Promise<void> {
  expect(await engine.importFolder(faces)).toMatchObject({ state: "done", error: null });
}

/** Another data set in the same folder while `work` runs: the label of the first anchor is another one. */
async function withOtherLabels(work: () => Promise<void>): Promise<void> {
  const path = join(faces, "labels.csv");
  const labels = await readFile(path, "utf8");
  const [header, first, ...rest] = labels.split("\n");
  const [file, label, split] = first!.split(",");
  await writeFile(path, [header, [file, label === "fear" ? "anger" : "fear", split].join(","), ...rest].join("\n"));
  try {
    await work();
  } finally {
    await writeFile(path, labels);
  }
}

describe("the engine's jobs", () => {
  it("run the pipeline to results that can be traced to their runs", async () => {
    await importFaces();
    expect(await engine.perform("pipeline")).toMatchObject({ state: "done", fraction: 1 });
    const { primitive, control, vas, difference } = await engine.request("results.get", {});
    expect([primitive, control, vas].map((run) => run?.role)).toEqual(["primitive", "control", "vas"]);
    expect(control!.updates).toBe(vas!.updates);
    expect(difference!.testCount).toBe(14);
  });

  it("name the mends of a selection that has collapsed, before they retrain", async () => {
    await importFaces();
    await engine.request("recipe.save", { recipe: { ...shortRecipe, deltaChoice: { by: "target-count", count: 1 } } });
    await engine.perform("pipeline");
    expect(engine.notices.join()).toMatch(/No sample is selected for .+\. Cap each class|Use softmax confidence|delta/);
  });

  it("never go on with what another data set has begun", async () => {
    await importFaces();
    const { jobId } = await engine.request("job.start", { kind: "pipeline" });
    await engine.event("epoch", ({ role }) => role === "primitive");
    await engine.request("job.cancel", { jobId });
    expect((await engine.ended(jobId)).state).toBe("cancelled");
    await withOtherLabels(async () => {
      await importFaces();
      const anew = await engine.request("job.start", { kind: "pipeline" });
      expect(anew.jobId).not.toBe(jobId);
      expect((await engine.ended(anew.jobId)).state).toBe("done");
      await engine.request("job.resume", { jobId });
      expect(await engine.ended(jobId)).toMatchObject({ state: "failed", error: { message: expect.stringContaining("another data set") } });
    });
  });

  it("stop before they begin where a file has changed since the import, and go on when it is imported again", async () => {
    await importFaces();
    const path = join(faces, "labels.csv");
    await writeFile(path, await readFile(path)); // the same rows, written again
    const { state, error } = await engine.perform("primitive");
    expect(state).toBe("failed");
    expect(error!.message).toMatch(/: found "labels\.csv", which was written again since, expected the data set as it was imported\./);
    expect(engine.tasks.map(({ kind }) => kind)).toEqual(["import-dataset"]);
    await importFaces();
    expect(await engine.perform("primitive")).toMatchObject({ state: "done" });
  });

  it("refuse a retraining that waited while the data set was replaced", async () => {
    await importFaces();
    await engine.perform("pipeline");
    await withOtherLabels(async () => {
      const { jobId: importing } = await engine.request("data.import", { directory: faces, classes: null });
      const { jobId: retraining } = await engine.request("job.start", { kind: "retrain" });
      expect((await engine.ended(importing)).state).toBe("done");
      expect((await engine.ended(retraining)).state).toBe("failed");
    });
  });

  it("go back to what was made from a data set when its folder is imported again", async () => {
    await importFaces();
    await engine.perform("pipeline");
    const before = await engine.request("project.state", {});
    await withOtherLabels(async () => {
      await importFaces();
      expect(await engine.request("project.state", {})).toMatchObject({ primitiveRunId: null, poolId: null, vasRunId: null });
    });
    await importFaces();
    const { dataset, primitiveRunId, poolId, vasRunId, controlRunId } = await engine.request("project.state", {});
    expect({ dataset, primitiveRunId, poolId, vasRunId, controlRunId }).toEqual({
      dataset: before.dataset,
      primitiveRunId: before.primitiveRunId,
      poolId: before.poolId,
      vasRunId: before.vasRunId,
      controlRunId: before.controlRunId,
    });
  });

  it("give the control as many epochs and updates as a VAS run that stopped early, and folds the epochs that the learner kept", async () => {
    // At such a rate no epoch is better than the first.
    const choosing = { validationShare: 0.3, smallestBatch: 2, learningRate: 1e-12, batchNorm: "frozen" } as const;
    const primitive = { ...shortRecipe.primitive, ...choosing, epochs: 3, keptEpoch: "best" } as const;
    const retraining = { ...shortRecipe.retraining, ...choosing, epochs: 5, patience: 1 };
    await engine.request("recipe.save", { recipe: { ...shortRecipe, primitive, retraining } });
    await importFaces();
    await engine.perform("pipeline");
    await engine.perform("calibrate");
    const results = await engine.request("results.get", {});
    expect(results.primitive).toMatchObject({ keptEpoch: "best", best: { epoch: 1 }, last: { epoch: 3 } });
    expect(results.vas).toMatchObject({ best: { epoch: 1 }, last: { epoch: 2 } });
    expect(results.control).toMatchObject({ last: { epoch: 2 }, updates: results.vas!.updates });
    const control = engine.tasks.find((task) => task.kind === "train" && task.role === "control");
    expect(control).toMatchObject({ recipe: { epochs: 2, patience: null } }); // its own curve stops nothing
    expect(engine.tasks.find(({ kind }) => kind === "calibrate")).toMatchObject({
      recipe: { epochs: 1, patience: null, keptEpoch: "last" },
    });
  });

  it("start from the face-recognition weights that the workbench brings along, which become the project's own once", async () => {
    await importFaces();
    const start = usualStarts["face-resnet"];
    await engine.request("recipe.save", { recipe: { ...shortRecipe, network: "face-resnet", inputSize: 55, start } });
    const reportedBefore = await engine.request("weights.report", { weightsId: builtInWeightsId });
    for (let run = 0; run < 2; run++) expect(await engine.perform("primitive")).toMatchObject({ state: "done", error: null });
    expect(engine.tasks.map(({ kind }) => kind)).toEqual(["import-dataset", "face-api-weights", "train", "train"]);
    const trained = engine.tasks.filter((task): task is TrainTask => task.kind === "train");
    for (const { startWeights } of trained) expect(startWeights).toMatch(/weights.face-api.weights\.safetensors$/);
    expect(reportedBefore.report.tensors).toHaveLength(27 * 4);
    expect(await engine.request("weights.report", { weightsId: builtInWeightsId })).toEqual(reportedBefore);
  });

  it("calibrate with the recipe of the learner that mined the pool, whatever the recipe says by then", async () => {
    await importFaces();
    await engine.perform("pipeline");
    await engine.request("recipe.save", {
      recipe: { ...shortRecipe, seed: 9, primitive: { ...shortRecipe.primitive, learningRate: 0.01 } },
    });
    await engine.perform("calibrate");
    const [trained] = engine.tasks.filter((task): task is TrainTask => task.kind === "train");
    const calibrated = engine.tasks.find(({ kind }) => kind === "calibrate");
    expect(calibrated).toMatchObject({ seed: 1, recipe: trained!.recipe });
  });

  it.skipIf(!hasBfloat16())("mine in the recipe's precision, and calibrate in that of the pool", async () => {
    await importFaces();
    await engine.request("recipe.save", { recipe: { ...shortRecipe, miningPrecision: "bfloat16" } });
    expect(await engine.perform("pipeline")).toMatchObject({ state: "done" });
    await engine.request("recipe.save", { recipe: shortRecipe });
    await engine.perform("calibrate");
    for (const kind of ["mine", "calibrate"]) {
      expect(engine.tasks.find((task) => task.kind === kind)).toMatchObject({ precision: "bfloat16" });
    }
  });

  it("ask for a precision that a later stage needs before the first one trains", async () => {
    await importFaces();
    await engine.request("recipe.save", { recipe: { ...shortRecipe, retraining: { ...shortRecipe.retraining, precision: "bfloat16" } } });
    const { state, error } = await engine.perform("primitive");
    const kinds = engine.tasks.map(({ kind }) => kind);
    expect(kinds.slice(0, 2)).toEqual(["import-dataset", "require-precision"]);
    expect(kinds.includes("train")).toBe(hasBfloat16());
    expect(state === "failed" && error!.message).toEqual(hasBfloat16() ? false : expect.stringContaining("Choose float32"));
  });
});
