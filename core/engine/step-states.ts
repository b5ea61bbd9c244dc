// Where a project stands on Fig. 1 (a to d, and distillation), derived from what its current runs were made with: a step is stale as soon as something
// it was made from has changed since.
import type { StepName, StepState } from "../contract/project-state.ts";
import type { DistillationRecipe } from "../distillation/distillation-recipe.ts";
import type { CentroidRecipe, NetworkName, PipelineRecipe, Selection, StartWeights, TrainingRecipe } from "../recipe.ts";
import { isSame } from "./is-same.ts";

/** What the current primitive learner was made with. */
export interface PrimitiveMade {
  runId: string;
  datasetId: string;
  network: NetworkName;
  inputSize: number;
  start: StartWeights;
  recipe: TrainingRecipe;
  seed: number;
}

export interface ProjectMade {
  datasetId: string | null;
  recipe: PipelineRecipe;
  primitive: PrimitiveMade | null;
  pool: { poolId: string; primitiveRunId: string; centroids: CentroidRecipe } | null;
  selection: Selection | null;
  /** The current VAS run, with its control when that is finished. */
  retraining: { poolId: string; selection: Selection; recipe: TrainingRecipe; hasControl: boolean } | null;
  distillation: DistillationMade | null;
}

/** What the current distilled images were made with. */
export interface DistillationMade {
  /** null where they came from elsewhere, for no learner of the project. */
  primitiveRunId: string | null;
  /** null for the anchor set, and where they came from elsewhere. */
  poolId: string | null;
  selection: Selection | null;
  /** null where they came from elsewhere. */
  recipe: DistillationRecipe | null;
}

/** @param running  steps that a job is at work on */
export function stepStates(made: ProjectMade, running: ReadonlySet<StepName>): Record<StepName, StepState> {
  const primitive = primitiveState(made);
  const mining = miningState(made, primitive);
  const threshold: StepState = made.pool === null ? "waiting" : made.selection === null ? "ready" : "done";
  const derived: Record<StepName, StepState> = {
    primitive,
    mining,
    threshold,
    retraining: retrainingState(made, mining),
    distillation: distillationState(made, { primitive, mining }),
  };
  for (const step of running) derived[step] = "running";
  return derived;
}

function primitiveState({ datasetId, recipe, primitive }: ProjectMade): StepState {
  if (datasetId === null) return "waiting";
  if (primitive === null) return "ready";
  const { network, inputSize, start } = recipe;
  const asked = { datasetId, network, inputSize, start, recipe: recipe.primitive, seed: recipe.seed };
  const { runId: _, ...made } = primitive;
  return isSame(asked, made) ? "done" : "stale";
}

function miningState({ recipe, primitive, pool }: ProjectMade, primitiveState: StepState): StepState {
  if (primitive === null) return "waiting";
  if (pool === null) return "ready";
  const isCurrent = pool.primitiveRunId === primitive.runId && isSame(pool.centroids, recipe.centroids);
  return isCurrent && primitiveState === "done" ? "done" : "stale";
}

function retrainingState({ pool, selection, recipe, retraining }: ProjectMade, miningState: StepState): StepState {
  if (pool === null || selection === null) return "waiting";
  if (retraining === null) return "ready";
  const isCurrent =
    retraining.poolId === pool.poolId && isSame(retraining.selection, selection) && isSame(retraining.recipe, recipe.retraining);
  if (!isCurrent || miningState !== "done") return "stale";
  return retraining.hasControl ? "done" : "ready";
}

function distillationState(
  { primitive, pool, selection, recipe, distillation }: ProjectMade,
  states: { primitive: StepState; mining: StepState },
): StepState {
  const isOfAnchors = recipe.distillation.source === "anchor";
  const hasSource = primitive !== null && (isOfAnchors || (pool !== null && selection !== null));
  if (distillation === null) return hasSource ? "ready" : "waiting";
  if (distillation.recipe === null) return distillation.primitiveRunId === primitive?.runId ? "done" : "stale";
  const asked = {
    primitiveRunId: primitive?.runId ?? null,
    poolId: isOfAnchors ? null : (pool?.poolId ?? null),
    selection: isOfAnchors ? null : selection,
    recipe: recipe.distillation,
  };
  const isSourceDone = isOfAnchors ? states.primitive === "done" : states.mining === "done";
  return isSourceDone && isSame(asked, distillation) ? "done" : "stale";
}
