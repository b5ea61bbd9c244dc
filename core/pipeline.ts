// Section 3 and Fig. 1, top to bottom: primitive learner -> mining -> threshold -> retraining with the auxiliary samples (VAS),
// always next to its control -> distillation -> retraining with the distilled ones (DAS), always next to theirs. Each stage is idempotent: what a job has already finished is not done again after a crash.
import type { CollapseWarning } from "./mining/balance.ts";
import { needsOutOfFold, type PipelineRecipe, type Selection } from "./recipe.ts";

/** What a round of mining and retraining has made. */
interface RoundMade {
  poolId?: string;
  calibrationId?: string;
  selection?: Selection;
  vasRunId?: string;
  controlRunId?: string;
}

/** What a job has made so far, kept with the job, so that resume takes up the same runs: of the present round, and of those before it. */
export interface PipelineMade extends RoundMade {
  primitiveRunId?: string;
  earlierRounds?: RoundMade[];
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

/** What a retraining starts from: VAS and control from the same weights, or each from the round before. */
interface RetrainingStart {
  vasRunId: string;
  controlRunId: string;
}

/** The stages as the engine offers them: each makes its run or pool, or goes on with the one it is given. */
export interface Stages {
  /** Fig. 1 (a), section 3.2. */
  trainPrimitive(recipe: PipelineRecipe): Promise<{ primitiveRunId: string }>;
  /** Fig. 1 (b), section 3.3, Eq. 3 and 4, with the primitive learner or a retrained one. */
  minePool(recipe: PipelineRecipe, learnerRunId: string): Promise<{ poolId: string }>;
  /** Out-of-fold anchors; few choices need them, so they run only when asked for. */
  calibrate(poolId: string): Promise<{ calibrationId: string }>;
  /** Fig. 1 (c), Eq. 5. */
  chooseSelection(recipe: PipelineRecipe, poolId: string): Promise<Selection>;
  /** Before any retraining: a class without samples, or one that holds nearly all of them. */
  collapseOf(poolId: string, selection: Selection): Promise<CollapseWarning | null>;
  /** Fig. 1 (d): on anchors and auxiliary samples. */
  retrainWithSelection(recipe: PipelineRecipe, startRunId: string, poolId: string, selection: Selection): Promise<{ vasRunId: string }>;
  /** With the schedule and number of updates of a VAS run, on anchors alone. */
  retrainControl(recipe: PipelineRecipe, startRunId: string, vasRunId: string): Promise<{ controlRunId: string }>;
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
  const { poolId, selection } = await runRounds(stages, recipe, primitiveRunId, made, remember);
  if (withDas) await runDistillation(stages, recipe, { primitiveRunId, poolId, selection });
}

/**
 * Mining, threshold and retraining, as many rounds of it as the recipe asks for (self-training): in every round after the first the learner
 * of the round before mines again, and the same rule chooses again. A crash takes up at the round that it came in.
 *
 * @returns pool and selection of the last round
 */
export async function runRounds(
  stages: Stages,
  recipe: PipelineRecipe,
  primitiveRunId: string,
  made: PipelineMade,
  remember: (made: PipelineMade) => void,
): Promise<{ poolId: string; selection: Selection }> {
  for (;;) {
    const earlier = made.earlierRounds ?? [];
    const before = earlier.at(-1) as RetrainingStart | undefined;
    const { poolId } = await stages.minePool(recipe, before?.vasRunId ?? primitiveRunId);
    if (!made.selection) {
      if (needsOutOfFold(recipe.deltaChoice)) await stages.calibrate(poolId);
      made.selection = await stages.chooseSelection(recipe, poolId);
      remember(made);
    }
    const { selection } = made;
    const start = (recipe.roundsFrom === "last" && before) || { vasRunId: primitiveRunId, controlRunId: primitiveRunId };
    const retrained = await runRetraining(stages, recipe, poolId, selection, start);
    if (earlier.length + 1 >= recipe.rounds) return { poolId, selection };
    made.earlierRounds = [...earlier, { poolId, calibrationId: made.calibrationId, selection, ...retrained }];
    for (const key of ["poolId", "calibrationId", "selection", "vasRunId", "controlRunId"] as const) delete made[key];
    remember(made);
  }
}

/** VAS and its control for one selection. The control comes second because it repeats the number of updates of VAS. */
export async function runRetraining(
  stages: Stages,
  recipe: PipelineRecipe,
  poolId: string,
  selection: Selection,
  start: RetrainingStart,
): Promise<RetrainingStart> {
  const warning = await stages.collapseOf(poolId, selection);
  if (warning) stages.warn(warning);
  const { vasRunId } = await stages.retrainWithSelection(recipe, start.vasRunId, poolId, selection);
  const { controlRunId } = await stages.retrainControl(recipe, start.controlRunId, vasRunId);
  return { vasRunId, controlRunId };
}

/** Distilled images of the source that the recipe names, and what they are worth next to their controls (DAS). */
async function runDistillation(stages: Stages, recipe: PipelineRecipe, mined: DistillationSource): Promise<void> {
  const anchors = { primitiveRunId: mined.primitiveRunId, poolId: null, selection: null };
  const { distillationId } = await stages.distil(recipe, recipe.distillation.source === "anchor" ? anchors : mined);
  await stages.retrainDistilled(recipe, distillationId);
}
