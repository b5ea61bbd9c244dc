// The state of the project as every window shows it, made anew from the store after each commit.
import type { JobView } from "../contract/job-view.ts";
import type { ProjectState, StepName } from "../contract/project-state.ts";
import { type Current, currentOf, type EngineContext, recipeOf } from "./context.ts";
import { weightsSummaries } from "./held-weights.ts";
import { primitiveOf } from "./lineage.ts";
import { tableSetupOf } from "./reproduction/table-setup.ts";
import { savedRecipesOf } from "./saved-recipes.ts";
import { type ProjectMade, stepStates } from "./step-states.ts";

/** Until somebody has gone elsewhere: where there is nothing to train on, the view that imports it. */
const firstView = (hasDataset: boolean): ProjectState["view"] => ({
  view: hasDataset ? "train" : "data",
  theme: "system",
  tileSize: 96,
  classIndex: null,
  order: "nearest",
});

/** Which step of Fig. 1 a stage of a job belongs to; drawing and import come before them all. */
const stepOfJob: Partial<Record<string, StepName>> = {
  primitive: "primitive",
  mine: "mining",
  calibrate: "threshold",
  vas: "retraining",
  control: "retraining",
  source: "distillation",
  distil: "distillation",
  baselines: "distillation",
  losses: "distillation",
  das: "distillation",
};

/**
 * @param jobs          of the queue, in its order: unfinished ones first, then the latest finished ones
 * @param runningStage  the stage that is being computed, if any
 */
export function projectStateOf(
  context: EngineContext,
  jobs: readonly JobView[],
  runningStage: string | null,
  training: ProjectState["training"],
): ProjectState {
  const { store } = context.project;
  const current = currentOf(context);
  const dataset = current.datasetId === null ? undefined : store.datasets.get(current.datasetId);
  const { classes = [], roots: _, licences: _licences, stamp: _stamp, ...summary } = dataset ?? {};
  const made = madeOf(context, current);
  const runningStep = runningStage === null ? undefined : stepOfJob[runningStage];
  return {
    name: store.settings.get("name") ?? "Project",
    readOnlyReason: store.readOnlyReason,
    backendNote: context.compute.backendNote,
    dataset: dataset ? (summary as ProjectState["dataset"]) : null,
    classes,
    recipe: made.recipe,
    savedRecipes: savedRecipesOf(context),
    weights: weightsSummaries(context),
    steps: stepStates(made, new Set(runningStep ? [runningStep] : [])),
    primitiveRunId: current.primitiveRunId,
    poolId: current.poolId,
    controlRunId: current.controlRunId,
    vasRunId: current.vasRunId,
    distillationId: current.distillationId,
    training,
    selection: made.selection,
    calibrationId: current.calibrationId,
    tables: tableSetupOf(context),
    jobs: [...jobs],
    undo: store.history.undoTitle,
    redo: store.history.redoTitle,
    view: store.settings.get("view") ?? firstView(dataset !== undefined),
  };
}

function madeOf(context: EngineContext, current: Current): ProjectMade {
  const { store } = context.project;
  const primitive = current.primitiveRunId === null ? undefined : store.runs.get(current.primitiveRunId);
  const pool = current.poolId === null ? undefined : store.pools.get(current.poolId);
  const vas = current.vasRunId === null ? undefined : store.runs.get(current.vasRunId);
  const distilled = current.distillationId === null ? undefined : store.distillations.get(current.distillationId);
  return {
    datasetId: current.datasetId,
    recipe: recipeOf(context),
    primitive: primitive
      ? {
          runId: primitive.id,
          datasetId: primitive.datasetId,
          network: primitive.network.name,
          inputSize: primitive.network.inputSize,
          start: primitive.pretrained ? { from: "weights", weightsId: primitive.pretrained.weightsId } : { from: "seed" },
          recipe: primitive.recipe,
          seed: primitive.seed,
        }
      : null,
    pool: pool?.result ? { poolId: pool.id, primitiveRunId: primitiveOf(store, pool.runId), centroids: pool.result.centroids } : null,
    selection: pool ? (store.selections.get(pool.id) ?? null) : null,
    retraining:
      vas?.selection && vas.poolId
        ? { poolId: vas.poolId, selection: vas.selection, recipe: vas.recipe, hasControl: current.controlRunId !== null }
        : null,
    distillation: distilled
      ? { primitiveRunId: distilled.runId, poolId: distilled.poolId, selection: distilled.selection, recipe: distilled.recipe }
      : null,
  };
}
