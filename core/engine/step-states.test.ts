import { describe, expect, it } from "vitest";
import { defaultPipelineRecipe, type Selection } from "../recipe.ts";
import { type ProjectMade, stepStates } from "./step-states.ts";

const selection: Selection = { rule: "margin", delta: 0.125, deltaOfClass: [], capPerClass: null };
const { primitive, retraining, network, inputSize, start, seed } = defaultPipelineRecipe;

const finished: ProjectMade = {
  datasetId: "faces",
  recipe: defaultPipelineRecipe,
  primitive: { runId: "run-1", datasetId: "faces", network, inputSize, start, recipe: primitive, seed },
  pool: { poolId: "pool-1", primitiveRunId: "run-1" },
  selection,
  retraining: { poolId: "pool-1", selection, recipe: retraining, hasControl: true },
};
const states = (over: Partial<ProjectMade>) => Object.values(stepStates({ ...finished, ...over }, new Set()));

describe("where a project stands on Fig. 1", () => {
  it("waits for data, then offers one step after the other", () => {
    const empty = { datasetId: null, primitive: null, pool: null, selection: null, retraining: null };
    expect(states(empty)).toEqual(["waiting", "waiting", "waiting", "waiting"]);
    expect(states({ ...empty, datasetId: "faces" })).toEqual(["ready", "waiting", "waiting", "waiting"]);
    expect(states({ pool: null, selection: null, retraining: null })).toEqual(["done", "ready", "waiting", "waiting"]);
    expect(states({ selection: null, retraining: null })).toEqual(["done", "done", "ready", "waiting"]);
    expect(states({ retraining: null })).toEqual(["done", "done", "done", "ready"]);
    expect(states({})).toEqual(["done", "done", "done", "done"]);
  });

  it("makes the retraining stale when delta moves", () => {
    expect(states({ selection: { ...selection, delta: 0.25 } })).toEqual(["done", "done", "done", "stale"]);
  });

  it("makes everything after a changed primitive recipe stale", () => {
    expect(states({ recipe: { ...defaultPipelineRecipe, seed: 2 } })).toEqual(["stale", "stale", "done", "stale"]);
  });

  it("makes the mining stale when the primitive learner was trained again", () => {
    expect(states({ primitive: { ...finished.primitive!, runId: "run-2" } })).toEqual(["done", "stale", "done", "stale"]);
  });

  it("asks for the control that a VAS run has not got yet", () => {
    expect(states({ retraining: { ...finished.retraining!, hasControl: false } })[3]).toBe("ready");
  });

  it("shows what a job is at work on", () => {
    expect(stepStates(finished, new Set(["mining"] as const)).mining).toBe("running");
  });
});
