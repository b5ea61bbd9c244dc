import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { drawDemonstrationSet } from "../datasets/synthetic/draw-demonstration.ts";
import { defaultPipelineRecipe, scratchRecipe, withEpochs } from "../recipe.ts";
import { type OpenedEngine, openTemporaryEngine } from "./opened-engine.fixture.ts";

/** One epoch over 14 faces: enough to be a run. */
const primitive = { ...withEpochs(defaultPipelineRecipe.primitive, 1), batchSize: 14 };

let [faces, otherFaces] = ["", ""];
let engine: OpenedEngine;
beforeAll(async () => {
  [faces, otherFaces] = (await Promise.all([1, 2].map(() => mkdtemp(join(tmpdir(), "omnifer-faces-"))))) as [string, string];
  await drawDemonstrationSet({ directory: faces, seed: 1, scale: 0.001 });
  await drawDemonstrationSet({ directory: otherFaces, seed: 2, scale: 0.001 });
});
afterAll(() => Promise.all([faces, otherFaces].map((folder) => rm(folder, { recursive: true }))));
beforeEach(async () => {
  engine = await openTemporaryEngine();
  await engine.request("recipe.save", { recipe: { ...defaultPipelineRecipe, primitive } });
});
afterEach(() => engine.remove());

async function importFaces(): Promise<void> {
  const { jobId } = await engine.request("data.import", { directory: faces, classes: null });
  await engine.ended(jobId);
}

async function trainPrimitive() {
  const { jobId } = await engine.request("job.start", { kind: "primitive" });
  return engine.ended(jobId);
}

describe("saved recipes", () => {
  const mine = { ...scratchRecipe, name: "mine", epochs: 30 };
  const namesOf = ({ savedRecipes }: { savedRecipes: { name: string }[] }) => savedRecipes.map(({ name }) => name);

  it("are kept under their names, renamed in their place, and removed; all of it can be undone", async () => {
    await engine.request("recipes.save", { recipe: mine, replaces: null });
    await engine.request("recipes.save", { recipe: { ...mine, name: "second" }, replaces: null });
    expect(namesOf(await engine.request("recipes.save", { recipe: { ...mine, name: "first" }, replaces: "mine" }))).toEqual([
      "first",
      "second",
    ]);
    const removed = await engine.request("recipes.remove", { name: "second" });
    expect([namesOf(removed), removed.undo]).toEqual([["first"], 'removal of the recipe "second"']);
    expect(namesOf(await engine.request("project.undo", {}))).toEqual(["first", "second"]);
    expect(namesOf(await engine.request("project.undo", {}))).toEqual(["mine", "second"]);
  });

  it("never take the name of another one, or of a preset", async () => {
    await engine.request("recipes.save", { recipe: mine, replaces: null });
    await expect(engine.request("recipes.save", { recipe: mine, replaces: null })).rejects.toThrow('the name "mine" a second time');
    await expect(engine.request("recipes.save", { recipe: scratchRecipe, replaces: "mine" })).rejects.toThrow('the name "scratch"');
    await expect(engine.request("recipes.remove", { name: "scratch" })).rejects.toThrow('There is no saved recipe "scratch".');
  });
});

describe("the list of runs", () => {
  it("holds every run with its network, recipe and test result, and the job that can go on with an unfinished one", async () => {
    await importFaces();
    await engine.request("recipe.save", { recipe: { ...defaultPipelineRecipe, primitive: { ...primitive, epochs: 1000 } } });
    const { jobId } = await engine.request("job.start", { kind: "primitive" });
    await engine.event("epoch", () => true);
    await engine.request("job.cancel", { jobId });
    await engine.ended(jobId);
    await engine.request("recipe.save", { recipe: { ...defaultPipelineRecipe, primitive } });
    await trainPrimitive();
    const { runs } = await engine.request("runs.list", {});
    expect(runs.map(({ state, recipe, resumableJobId }) => [state, recipe.epochs, resumableJobId])).toEqual([
      ["finished", 1, null],
      ["training", 1000, jobId],
    ]);
    expect(runs[0]).toMatchObject({ role: "primitive", network: { name: "compact", inputSize: 48 }, pretrained: null });
    expect(runs[0]!.metrics!.confusion.flat().reduce((sum, count) => sum + count)).toBe(14);
    expect(runs[1]!.metrics).toBeNull();
  });
});

describe("the evaluation of a run", () => {
  it("gives its own test result again, and that on another data set, which does not become the project's", async () => {
    await importFaces();
    await trainPrimitive();
    const { primitiveRunId: runId, dataset } = await engine.request("project.state", {});
    for (const directory of [null, otherFaces]) {
      const { jobId } = await engine.request("run.evaluate", { runId: runId!, directory, test: null, align: false });
      expect(await engine.ended(jobId)).toMatchObject({ state: "done", error: null });
    }
    const { evaluations } = await engine.request("evaluations.list", {});
    const { runs } = await engine.request("runs.list", {});
    expect(evaluations.map(({ runId, datasetId }) => [runId, datasetId === dataset!.id])).toEqual([
      [runId, false],
      [runId, true],
    ]);
    expect(evaluations[1]!.confusion).toEqual(runs[0]!.metrics!.confusion);
    expect(evaluations[0]!.confusion.flat().reduce((sum, count) => sum + count)).toBe(14);
    expect(evaluations[0]!.sequenceVote).toBeNull();
    expect((await engine.request("project.state", {})).dataset!.id).toBe(dataset!.id);
  });

  it("is refused for a run that does not exist", async () => {
    const { jobId } = await engine.request("run.evaluate", { runId: "run-none", directory: null, test: null, align: false });
    expect(await engine.ended(jobId)).toMatchObject({ state: "failed", error: { message: "There is no finished run run-none." } });
  });
});

describe("a network that wants pretrained weights", () => {
  it("is never trained from the seed unless somebody says so", async () => {
    await importFaces();
    const start = { from: "not-chosen" } as const;
    await engine.request("recipe.save", { recipe: { ...defaultPipelineRecipe, network: "resnet34", inputSize: 32, start, primitive } });
    expect((await trainPrimitive()).error?.message).toContain("expected pretrained weights of resnet34");
  });

  it("has its cost told before anything is trained", async () => {
    await importFaces();
    const { costs } = await engine.request("networks.costs", {
      networks: [
        { name: "resnet34", inputSize: 224 },
        { name: "compact", inputSize: 48 },
      ],
    });
    expect(costs).toEqual([
      { parameters: 21_288_263, multiplyAdds: 3_663_252_992 },
      { parameters: 1_128_167, multiplyAdds: expect.any(Number) },
    ]);
  });
});
