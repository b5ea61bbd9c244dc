// All that a window is shown at once: what the project holds, how far it is, and what can be done next.
import { z } from "zod";
import { NetworkName, PipelineRecipe, Selection, TrainingRecipe } from "../recipe.ts";
import { DatasetSummary } from "./dataset-summary.ts";
import { JobView } from "./job-view.ts";
import { RunRole } from "./run-views.ts";
import { TableSetup } from "./table-setup.ts";
import { Id } from "./values.ts";
import { ViewState } from "./view-state.ts";

/** The parts of Fig. 1: (a) primitive learner, (b) mining, (c) threshold, (d) retraining, with the samples or with distilled ones. */
export const StepName = z.enum(["primitive", "mining", "threshold", "retraining", "distillation"]);
export type StepName = z.infer<typeof StepName>;

export const StepState = z.enum(["waiting", "ready", "running", "done", "stale"]);
export type StepState = z.infer<typeof StepState>;

/** Pretrained weights that a primitive learner can start from. */
export const WeightsSummary = z.object({
  id: Id,
  /** Name of the file that they came from. */
  name: z.string(),
  network: NetworkName,
  /** Came with the workbench. */
  isBuiltIn: z.boolean(),
  /** A run or the recipe starts from them. */
  isInUse: z.boolean(),
});
export type WeightsSummary = z.infer<typeof WeightsSummary>;

export const ProjectState = z.object({
  name: z.string(),
  /** Why nothing can be changed, in one sentence; null when everything can. */
  readOnlyReason: z.string().nullable(),
  /** Why computing is slower than it could be, for people; null when it is not, or nothing has been computed yet. */
  backendNote: z.string().nullable(),
  dataset: DatasetSummary.nullable(),
  classes: z.array(z.string()),
  recipe: PipelineRecipe,
  /** Saved under their names, besides the presets. */
  savedRecipes: z.array(TrainingRecipe),
  weights: z.array(WeightsSummary),
  steps: z.record(StepName, StepState),
  primitiveRunId: Id.nullable(),
  poolId: Id.nullable(),
  controlRunId: Id.nullable(),
  vasRunId: Id.nullable(),
  distillationId: Id.nullable(),
  /** The run that is being trained now; its epochs so far come by `run.epochs`, the next ones as events. */
  training: z.object({ runId: Id, role: RunRole, epochs: z.int() }).nullable(),
  /** The selection of the current pool; null before mining. */
  selection: Selection.nullable(),
  calibrationId: Id.nullable(),
  /** What the paper's tables show and run. */
  tables: TableSetup,
  /** Unfinished jobs first, then the latest finished ones. */
  jobs: z.array(JobView),
  /** What undo and redo would do, in words. */
  undo: z.string().nullable(),
  redo: z.string().nullable(),
  view: ViewState,
});
export type ProjectState = z.infer<typeof ProjectState>;
