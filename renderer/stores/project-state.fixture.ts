// A project with a primitive learner and a mined pool, as the engine tells it, and a client whose answers a test gives.
import type { ProjectState } from "../../core/contract/project-state.ts";
import type { RunSummary } from "../../core/contract/run-views.ts";
import { at } from "../../core/mining/selection.fixture.ts";
import { defaultPipelineRecipe, scratchRecipe } from "../../core/recipe.ts";
import { tableSettingsOf } from "../../core/reproduction/table-pipeline.ts";
import type { Client } from "../../core/wire.ts";

export const projectState = (changes: Partial<ProjectState> = {}): ProjectState => ({
  name: "Test",
  readOnlyReason: null,
  backendNote: null,
  dataset: null,
  classes: ["happiness", "neutral"],
  recipe: defaultPipelineRecipe,
  savedRecipes: [],
  weights: [],
  steps: { primitive: "done", mining: "done", threshold: "done", retraining: "ready", distillation: "ready" },
  primitiveRunId: "run-1",
  poolId: "pool-1",
  controlRunId: null,
  vasRunId: null,
  distillationId: null,
  training: null,
  selection: at(0.25),
  calibrationId: null,
  tables: {
    isMiniature: false,
    sets: { rafdb: null, fer2013: null, ckplus: null, jaffe: null, mmi: null, pool: null },
    align: false,
    seedCount: 3,
    network: null,
    weights: { "vgg-face": null, resnet34: null },
    settings: tableSettingsOf(defaultPipelineRecipe),
  },
  jobs: [],
  undo: null,
  redo: null,
  view: { view: "threshold", theme: "light", tileSize: 96, classIndex: null, order: "nearest" },
  ...changes,
});

export const runSummary = (changes: Partial<RunSummary>): RunSummary => ({
  id: "run-1",
  role: "primitive",
  state: "finished",
  network: { name: "compact", inputSize: 48, normalisation: { unit: 255, mean: [0.5], deviation: [0.25] } },
  pretrained: null,
  recipe: scratchRecipe,
  seed: 1,
  created: "2026-11-24T10:00:00.000Z",
  parentRunId: null,
  metrics: null,
  resumableJobId: null,
  ...changes,
});

/** @param answers  by request; a request without one is refused, and what an answer throws is its refusal */
export const clientOf = (answers: Record<string, (input: never) => unknown>): Client =>
  ({
    request: async (name: string, input: never) => {
      const answer = answers[name];
      if (!answer) throw new Error(`Nobody answers ${name}.`);
      return answer(input);
    },
    on: () => () => {},
    rejectAll: () => {},
  }) as unknown as Client;
