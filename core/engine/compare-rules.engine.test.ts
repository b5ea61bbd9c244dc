import { rm } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
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
  await engine.importFolder(faces);
});
afterEach(() => engine.remove());

const trainings = () => engine.tasks.flatMap((task) => (task.kind === "train" ? [task.role] : []));
const kinds = () => engine.tasks.map(({ kind }) => kind);
const outcomes = async () => (await engine.request("rules.comparison", {})).outcomes;

describe("selection rules side by side", () => {
  it("take what the pipeline has made, and leave what the project shows as it is", async () => {
    await engine.perform("pipeline");
    const before = await engine.request("project.state", {});
    expect(await engine.perform("compare-rules", { rules: ["margin", "cag"] })).toMatchObject({ state: "done", error: null });
    // VAS of the margin is the pipeline's own; both rules select as many images, so they have one control
    expect(trainings()).toEqual(["primitive", "vas", "control", "vas"]);
    const compared = await outcomes();
    expect(compared.map(({ rule }) => rule)).toEqual(["margin", "cag"]);
    const [margin, cag] = compared;
    expect(margin!.rounds[0]!.vas.runId).toBe(before.vasRunId);
    expect(cag!.rounds[0]!.mining.poolId).not.toBe(before.poolId);
    expect(cag!.recipe.centroids.anchors).toBe("correct-anchors");
    const { poolId, vasRunId, controlRunId, selection } = await engine.request("project.state", {});
    const { poolId: pool, vasRunId: vas, controlRunId: control, selection: chosen } = before;
    expect({ poolId, vasRunId, controlRunId, selection }).toEqual({
      poolId: pool,
      vasRunId: vas,
      controlRunId: control,
      selection: chosen,
    });
  });

  it("are not done again once they are finished", async () => {
    await engine.perform("pipeline");
    await engine.perform("compare-rules", { rules: ["fixmatch", "agreement"] });
    const { length } = kinds();
    const before = await outcomes();
    await engine.perform("compare-rules", { rules: ["agreement", "fixmatch"] });
    expect(kinds()).toHaveLength(length);
    expect(await outcomes()).toEqual(before);
  });

  it("find thresholds for each class, from out-of-fold anchors that are scored once", async () => {
    await engine.perform("pipeline");
    await engine.perform("compare-rules", { rules: ["class-delta", "ada-cm"] });
    expect(kinds().filter((kind) => kind === "calibrate")).toHaveLength(1);
    for (const { rounds } of await outcomes()) expect(rounds[0]!.mining.selection.deltaOfClass).toHaveLength(7);
  });

  it("go on where a cancelled comparison stopped", async () => {
    await engine.perform("pipeline");
    const { jobId } = await engine.request("job.start", { kind: "compare-rules", rules: ["class-share"] });
    await engine.event("epoch", ({ role }) => role === "vas");
    await engine.request("job.cancel", { jobId });
    await engine.ended(jobId);
    const begun = trainings().length;
    await engine.perform("compare-rules", { rules: ["class-share"] });
    expect(
      trainings()
        .slice(begun)
        .filter((role) => role === "vas").length,
    ).toBeLessThanOrEqual(1);
    expect((await engine.request("runs.list", {})).runs.filter(({ role }) => role === "vas")).toHaveLength(2);
    expect(await outcomes()).toHaveLength(1);
  });
});

describe("rounds of self-training", () => {
  it("mine again with the retrained learner, and retrain from the primitive weights", async () => {
    await engine.request("recipe.save", { recipe: { ...shortRecipe, rounds: 2 } });
    expect(await engine.perform("pipeline")).toMatchObject({ state: "done", fraction: 1 });
    expect(kinds().filter((kind) => kind === "mine")).toHaveLength(2);
    const { runs } = await engine.request("runs.list", {}); // newest first
    expect(runs.map(({ role }) => role)).toEqual(["control", "vas", "control", "vas", "primitive"]);
    const primitive = runs[4]!.id;
    expect(runs.slice(0, 4).map(({ parentRunId }) => parentRunId)).toEqual(new Array(4).fill(primitive));
    for (const [control, vas] of [runs.slice(0, 2), runs.slice(2, 4)]) expect(control!.metrics!.updates).toBe(vas!.metrics!.updates);
    const [first, second] = engine.tasks.filter((task) => task.kind === "mine");
    expect(second!.weights).toContain(runs[3]!.id);
    expect(first!.weights).toContain(primitive);
    const { steps, vasRunId } = await engine.request("project.state", {});
    expect({ retraining: steps.retraining, vasRunId }).toEqual({ retraining: "done", vasRunId: runs[1]!.id });
  });

  it("start from the round before when they are asked to, VAS and control each from its own", async () => {
    await engine.request("recipe.save", { recipe: { ...shortRecipe, rounds: 2, roundsFrom: "last" } });
    await engine.perform("pipeline");
    const { runs } = await engine.request("runs.list", {});
    const [control2, vas2, control1, vas1] = runs;
    expect([vas2!.parentRunId, control2!.parentRunId]).toEqual([vas1!.id, control1!.id]);
  });

  it("go on with the round that was cut short", async () => {
    await engine.request("recipe.save", { recipe: { ...shortRecipe, rounds: 2 } });
    const { jobId } = await engine.request("job.start", { kind: "pipeline" });
    let epochs = 0;
    await engine.event("epoch", ({ role }) => role === "vas" && ++epochs === 2); // of the second round
    await engine.request("job.cancel", { jobId });
    await engine.ended(jobId);
    const { length } = kinds();
    await engine.request("job.resume", { jobId });
    expect((await engine.ended(jobId)).state).toBe("done");
    const again = kinds().slice(length);
    expect(again.every((kind) => kind === "train")).toBe(true); // nothing is mined again
    expect(again.length).toBeLessThanOrEqual(2);
    expect((await engine.request("runs.list", {})).runs).toHaveLength(5);
  });
});
