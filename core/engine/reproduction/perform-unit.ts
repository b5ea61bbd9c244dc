// One unit of the paper's tables, from the stages that every run is made of.

import type { PaperSet, TableArm } from "../../evaluation/arm-result.ts";
import { runRetraining } from "../../pipeline.ts";
import type { UnitMade } from "../../project/reproduction-units.ts";
import { needsOutOfFold, type PipelineRecipe, type Selection } from "../../recipe.ts";
import type { ReproductionRecipe } from "../../reproduction/reproduction-recipe.ts";
import type { EvaluationUnit, LearnerUnit, TransferUnit, Unit } from "../../reproduction/units.ts";
import { compareDistilled } from "../compare-distilled.ts";
import { evaluateRun } from "../evaluate-run.ts";
import { createStages } from "../stages.ts";
import { trainingSet } from "./training-set.ts";
import { madeOf, type UnitStage } from "./unit-stage.ts";

/** What is finished is not done again, whichever table asked for it. */
export async function performUnit(stage: UnitStage, unit: Unit, recipe: ReproductionRecipe): Promise<void> {
  if (unit.kind === "evaluation") return performEvaluation(stage, unit, recipe);
  stage.made.datasetId = await trainingSet(stage, recipe, unit.training, unit.fold);
  stage.remember();
  const pipeline = { ...recipe.recipes[unit.network]!, seed: unit.seed };
  if (unit.kind === "learner") await performLearner(stage, unit, pipeline);
  else await performTransfer(stage, unit, pipeline, learnerMade(stage, unit, recipe));
}

/** Fig. 1 on one training set, as far as it is asked for. */
async function performLearner(stage: UnitStage, { needs }: LearnerUnit, pipeline: PipelineRecipe): Promise<void> {
  const { made } = stage;
  const stages = createStages(stage);
  const { primitiveRunId } = await stages.trainPrimitive(pipeline);
  if (!needs.selection) return;
  const { poolId } = await stages.minePool(pipeline, primitiveRunId);
  if (!made.selection) {
    if (needsOutOfFold(pipeline.deltaChoice)) await stages.calibrate(poolId);
    made.selection = await stages.chooseSelection(pipeline, poolId);
    stage.remember();
  }
  if (needs.vas) await retrainWithSelection(stage, pipeline, primitiveRunId, poolId, made.selection);
  if (!needs.distillation) return;
  const { distillationId } = await stages.distil(pipeline, { primitiveRunId, poolId, selection: made.selection });
  if (needs.das) await retrainDistilled(stage, pipeline, primitiveRunId, distillationId);
}

/** From the anchor's primitive learner, with what it selected or distilled, on another training set. */
async function performTransfer(stage: UnitStage, { needs }: TransferUnit, pipeline: PipelineRecipe, learner: UnitMade): Promise<void> {
  if (needs.vas) await retrainWithSelection(stage, pipeline, learner.primitiveRunId!, learner.poolId!, learner.selection!);
  if (needs.das) await retrainDistilled(stage, pipeline, learner.primitiveRunId!, learner.distillationId!);
}

/** VAS and its control, from the same primitive learner. */
async function retrainWithSelection(
  stage: UnitStage,
  pipeline: PipelineRecipe,
  primitiveRunId: string,
  poolId: string,
  selection: Selection,
): Promise<void> {
  await runRetraining(createStages(stage), pipeline, poolId, selection, { vasRunId: primitiveRunId, controlRunId: primitiveRunId });
}

async function retrainDistilled(stage: UnitStage, pipeline: PipelineRecipe, primitiveRunId: string, distillationId: string): Promise<void> {
  const compared = await compareDistilled(stage, pipeline, { distillationId, primitiveRunId }, true);
  const runWith = (images: string) => compared.find(({ arm }) => arm.images === images && arm.order === 0)!.runId;
  stage.made.dasRunId = runWith("distilled");
  stage.made.dasControlRunId = runWith("none");
  stage.remember();
}

async function performEvaluation(stage: UnitStage, unit: EvaluationUnit, recipe: ReproductionRecipe): Promise<void> {
  const { made, engine } = stage;
  if (made.evaluationId && engine.project.store.evaluations.get(made.evaluationId)?.state === "finished") return;
  const runId = runOf(unit.arm, learnerMade(stage, { ...unit, anchor: unit.training }, recipe))!;
  made.evaluationId = await evaluateRun(stage, {
    kind: "evaluate",
    runId,
    directory: null,
    test: recipe.sets[unit.test]!,
    align: recipe.align,
  });
  stage.remember();
}

const learnerMade = (
  { engine }: UnitStage,
  { network, anchor, seed }: Pick<TransferUnit, "network" | "seed"> & { anchor: PaperSet },
  recipe: ReproductionRecipe,
): UnitMade => madeOf(engine, { kind: "learner", network, training: anchor, fold: null, seed }, recipe);

/** The run of an arm, as far as its unit has made it. */
export function runOf(arm: TableArm, made: UnitMade): string | undefined {
  switch (arm) {
    case "pretrained":
      return made.primitiveRunId;
    case "vas":
      return made.vasRunId;
    case "control-vas":
      return made.controlRunId;
    case "das":
      return made.dasRunId;
    case "control-das":
      return made.dasControlRunId;
  }
}
