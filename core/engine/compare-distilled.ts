// DAS (section 4.4) as a stage: the retraining with distilled images, next to the same with what takes their place and on anchors
// alone, each in several batch orders. What is finished is not done again, whichever job did it.
import { join } from "node:path";
import type { DistilledUse } from "../compute/distillation-tasks.ts";
import { baselinePath } from "../distillation/baseline-files.ts";
import { Baseline, type DasArm, dasArms } from "../distillation/das-recipe.ts";
import type { RunEntry } from "../project/runs.ts";
import { randomStream } from "../random.ts";
import type { PipelineRecipe, TrainingRecipe } from "../recipe.ts";
import { type Applied, baselinesDirectory } from "./applied-images.ts";
import type { EngineContext } from "./context.ts";
import { requireSameSize, warnOfOtherLearner } from "./distilled-learner.ts";
import { makeBaselines } from "./make-baselines.ts";
import { datasetOf, newId, partOf, type StageContext } from "./stage-context.ts";
import { runStart, trainRun } from "./train-run.ts";

/**
 * Runs the arms of a comparison that are not finished, once all images that they are trained with are there, on the anchors of the
 * stage's data set.
 *
 * @param keepsAll  weights of the controls too, so that they can be asked about other data sets
 * @returns the run of each arm
 */
export async function compareDistilled(
  stage: StageContext,
  recipe: PipelineRecipe,
  applied: Applied,
  keepsAll = false,
): Promise<{ arm: DasArm; runId: string }[]> {
  const { engine } = stage;
  const { runs, distillations } = engine.project.store;
  const { distillationId, primitiveRunId } = applied;
  const distillation = distillations.get(distillationId)!;
  requireSameSize(engine, distillation, primitiveRunId);
  warnOfOtherLearner(engine, distillation, primitiveRunId);
  const lacking = recipe.das.baselines.length === 0 ? null : await makeBaselines(stage, applied, recipe.das.randomDraws);
  if (lacking) warnOfMissingImages(engine, distillation.name, lacking.first);
  const arms = armsOf(distillationId, recipe.das, lacking === null);
  const { network } = runs.get(primitiveRunId)!;
  const { id: datasetId } = datasetOf(stage);
  const { retraining, seed } = recipe;
  const known = runs.all();
  const compared: { arm: DasArm; runId: string }[] = [];
  for (const [index, arm] of arms.entries()) {
    const asked = { das: arm, recipe: retraining, seed: orderSeed(seed, arm.order), parentRunId: primitiveRunId, datasetId };
    const id = known.find((run) => isSameArm(run, asked))?.id ?? newId("run");
    stage.made.comparedRunId = id;
    stage.remember();
    const role = arm.images === "distilled" ? "das" : "das-control";
    await trainRun(
      partOf(stage, index, arms.length),
      { ...runStart(stage, id, role), ...asked, network },
      { distilled: imagesOf(engine, arm, applied), keepsWeights: keepsAll || role === "das" },
    );
    compared.push({ arm, runId: id });
  }
  return compared;
}

/** @param hasBaselines  otherwise distilled images are compared with anchors alone */
export const armsOf = (distillationId: string, recipe: PipelineRecipe["das"], hasBaselines: boolean): DasArm[] =>
  dasArms(distillationId, recipe).filter(({ images }) => hasBaselines || images === "none" || images === "distilled");

/** Batch order 0 is that of the recipe's own seed. */
export const orderSeed = (seed: number, order: number): number =>
  order === 0 ? seed : randomStream(seed, "batch order", order).integer(2 ** 31);

/** What tells a retraining from the others of its distillation: weight and statistics count in every batch only. */
export function armKey({ images, draw, mode, lambda, statistics, order }: DasArm): string {
  return JSON.stringify([images, draw, mode, order, ...(mode === "every-batch" ? [lambda, statistics] : [])]);
}

type AskedArm = { das: DasArm; recipe: TrainingRecipe; seed: number; parentRunId: string; datasetId: string };

function isSameArm(run: RunEntry, asked: AskedArm): boolean {
  return (
    run.datasetId === asked.datasetId &&
    run.das?.distillationId === asked.das.distillationId &&
    armKey(run.das) === armKey(asked.das) &&
    run.seed === asked.seed &&
    run.parentRunId === asked.parentRunId &&
    JSON.stringify(run.recipe) === JSON.stringify(asked.recipe)
  );
}

function imagesOf(engine: EngineContext, { images, draw, mode, lambda, statistics }: DasArm, applied: Applied): DistilledUse | null {
  if (mode === null || images === "none") return null;
  const path =
    images === "distilled"
      ? join(engine.project.distillationDirectory(applied.distillationId), "distilled.safetensors")
      : baselinePath(baselinesDirectory(engine, applied), { baseline: images, draw });
  return { path, mode, lambda, statistics };
}

function warnOfMissingImages(engine: EngineContext, name: string, first: string): void {
  const text = `${name} is compared with anchors alone. Left out: ${Baseline.options.join(", ")}, for want of selected samples. ${first}, then compare again.`;
  engine.emit("notice", { level: "warning", text });
}
