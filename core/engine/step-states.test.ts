import { describe, expect, it } from "vitest";
import { defaultPipelineRecipe, paperCentroids, type Selection } from "../recipe.ts";
import { type ProjectMade, stepStates } from "./step-states.ts";

const selection: Selection = { rule: "margin", delta: 0.125, deltaOfClass: [], capPerClass: null, agreement: false };
const { primitive, retraining, distillation, network, inputSize, start, seed } = defaultPipelineRecipe;

const finished: ProjectMade = {
  datasetId: "faces",
  recipe: defaultPipelineRecipe,
  primitive: { runId: "run-1", datasetId: "faces", network, inputSize, start, recipe: primitive, seed },
  pool: { poolId: "pool-1", primitiveRunId: "run-1", centroids: paperCentroids },
  selection,
  retraining: { poolId: "pool-1", selection, recipe: retraining, hasControl: true },
  distillation: { primitiveRunId: "run-1", poolId: "pool-1", selection, recipe: distillation },
};
const allStates = (over: Partial<ProjectMade>) => stepStates({ ...finished, ...over }, new Set());
/** Of the steps a to d. */
const states = (over: Partial<ProjectMade>) => Object.values(allStates(over)).slice(0, 4);

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

  it("makes the mining stale when its recipe asks for other centroids", () => {
    const recipe = { ...defaultPipelineRecipe, centroids: { ...paperCentroids, anchors: "correct-anchors" as const } };
    expect(states({ recipe })).toEqual(["done", "stale", "done", "stale"]);
  });

  it("asks for the control that a VAS run has not got yet", () => {
    expect(states({ retraining: { ...finished.retraining!, hasControl: false } })[3]).toBe("ready");
  });

  it("shows what a job is at work on", () => {
    expect(stepStates(finished, new Set(["mining"] as const)).mining).toBe("running");
  });
});

describe("the distillation", () => {
  const stateOf = (over: Partial<ProjectMade>) => allStates(over).distillation;
  const anchors = { ...defaultPipelineRecipe, distillation: { ...distillation, source: "anchor" as const } };

  it("waits for a selection, or for a learner alone where the anchors are distilled", () => {
    const nothing = { distillation: null, pool: null, selection: null };
    expect(stateOf(nothing)).toBe("waiting");
    expect(stateOf({ ...nothing, recipe: anchors })).toBe("ready");
    expect(stateOf({ ...nothing, recipe: anchors, primitive: null })).toBe("waiting");
    expect(stateOf({ distillation: null })).toBe("ready");
  });

  it("is done until the selection, the learner or its own recipe changes", () => {
    expect(stateOf({})).toBe("done");
    expect(stateOf({ selection: { ...selection, delta: 0.25 } })).toBe("stale");
    expect(stateOf({ primitive: { ...finished.primitive!, runId: "run-2" } })).toBe("stale");
    expect(stateOf({ recipe: { ...defaultPipelineRecipe, distillation: { ...distillation, repeats: 1 } } })).toBe("stale");
    expect(stateOf({ recipe: anchors })).toBe("stale");
  });

  it("of the anchors does not mind another selection", () => {
    const made = { primitiveRunId: "run-1", poolId: null, selection: null, recipe: anchors.distillation };
    expect(stateOf({ recipe: anchors, distillation: made, selection: { ...selection, delta: 0.25 } })).toBe("done");
  });

  it("from elsewhere is right for the learner that it names", () => {
    const imported = { primitiveRunId: "run-1", poolId: null, selection: null, recipe: null };
    expect(stateOf({ distillation: imported })).toBe("done");
    expect(stateOf({ distillation: { ...imported, primitiveRunId: null } })).toBe("stale");
  });
});
