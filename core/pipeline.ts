// Section 3 and Fig. 1, top to bottom: primitive learner -> mining -> threshold -> retraining with the auxiliary samples (VAS),
// always next to its control -> distillation -> retraining with the distilled ones (DAS), always next to theirs. Each stage is idempotent: what a job has already finished is not done again after a crash.
import type { CollapseWarning } from "./mining/balance.ts";
import type { DeltaChoice, PipelineRecipe, Selection, SelectionRule } from "./recipe.ts";

/** What a job has made so far, kept with the job, so that resume takes up the same runs. */
export interface PipelineMade {
  primitiveRunId?: string;
  poolId?: string;
  calibrationId?: string;
  selection?: Selection;
  vasRunId?: string;
  controlRunId?: string;
  distillationId?: string;
  /** The retraining of a comparison that was begun last. */
  comparedRunId?: string;
}

/** What is distilled: samples that a pool's selection holds, or, without a pool, the anchor set itself; and for which learner. */
export interface DistillationSource {
  primitiveRunId: string;
  poolId: string | null;
  selection: Selection | null;
}

/** The stages as the engine offers them: each makes its run or pool, or goes on with the one it is given. */
export interface Stages {
  /** Fig. 1 (a), section 3.2. */
  trainPrimitive(recipe: PipelineRecipe): Promise<{ primitiveRunId: string }>;
  /** Fig. 1 (b), section 3.3, Eq. 3 and 4. */
  minePool(recipe: PipelineRecipe, primitiveRunId: string): Promise<{ poolId: string }>;
  /** Out-of-fold anchors; only a precision needs them, so they run only when asked for. */
  calibrate(poolId: string): Promise<{ calibrationId: string }>;
  /** Fig. 1 (c), Eq. 5. */
  chooseSelection(poolId: string, rule: SelectionRule, choice: DeltaChoice, capPerClass: number | null): Promise<Selection>;
  /** Before any retraining: a class without samples, or one that holds nearly all of them. */
  collapseOf(poolId: string, selection: Selection): Promise<CollapseWarning | null>;
  /** Fig. 1 (d): from the primitive weights, on anchors and auxiliary samples. */
  retrainWithSelection(recipe: PipelineRecipe, poolId: string, selection: Selection): Promise<{ vasRunId: string }>;
  /** From the same weights, with the same schedule and number of updates, on anchors alone. */
  retrainControl(recipe: PipelineRecipe, vasRunId: string): Promise<{ controlRunId: string }>;
  /** Section 3.4, Algorithm 1. */
  distil(recipe: PipelineRecipe, source: DistillationSource): Promise<{ distillationId: string }>;
  /** From the primitive weights, on anchors and distilled images, on what takes their place, and on anchors alone, in several batch orders. */
  retrainDistilled(recipe: PipelineRecipe, distillationId: string): Promise<void>;
  warn(warning: CollapseWarning): void;
}

/** The whole paper, or all of it but distillation. `made` is filled as stages finish; `remember` stores it. */
export async function runPipeline(
  stages: Stages,
  recipe: PipelineRecipe,
  withDas: boolean,
  made: PipelineMade,
  remember: (made: PipelineMade) => void,
): Promise<void> {
  const { primitiveRunId } = await stages.trainPrimitive(recipe);
  const { poolId } = await stages.minePool(recipe, primitiveRunId);
  if (recipe.deltaChoice.by === "precision") await stages.calibrate(poolId);
  if (!made.selection) {
    made.selection = await stages.chooseSelection(poolId, recipe.rule, recipe.deltaChoice, recipe.capPerClass);
    remember(made);
  }
  await runRetraining(stages, recipe, poolId, made.selection);
  if (withDas) await runDistillation(stages, recipe, { primitiveRunId, poolId, selection: made.selection });
}

/** VAS and its control for one selection. The control comes second because it repeats the number of updates of VAS. */
export async function runRetraining(stages: Stages, recipe: PipelineRecipe, poolId: string, selection: Selection): Promise<void> {
  const warning = await stages.collapseOf(poolId, selection);
  if (warning) stages.warn(warning);
  const { vasRunId } = await stages.retrainWithSelection(recipe, poolId, selection);
  await stages.retrainControl(recipe, vasRunId);
}

/** Distilled images of the source that the recipe names, and what they are worth next to their controls (DAS). */
async function runDistillation(stages: Stages, recipe: PipelineRecipe, mined: DistillationSource): Promise<void> {
  const anchors = { primitiveRunId: mined.primitiveRunId, poolId: null, selection: null };
  const { distillationId } = await stages.distil(recipe, recipe.distillation.source === "anchor" ? anchors : mined);
  await stages.retrainDistilled(recipe, distillationId);
}
