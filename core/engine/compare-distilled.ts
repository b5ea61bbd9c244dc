// DAS (section 4.4) as a stage: the retraining with distilled images, next to the same with what takes their place and on anchors
// alone, each in several batch orders. What is finished is not done again, whichever job did it.
import { promises } from "node:fs";
import { join } from "node:path";
import { type DasArm, dasArms } from "../distillation/das-recipe.ts";
import type { RunEntry } from "../project/runs.ts";
import { randomStream } from "../random.ts";
import type { PipelineRecipe, TrainingRecipe } from "../recipe.ts";
import type { EngineContext } from "./context.ts";
import { requireSameSize, warnOfOtherLearner } from "./distilled-learner.ts";
import { newId, type StageContext } from "./stage-context.ts";
import { runStart, trainRun } from "./train-run.ts";

/** What a comparison is of, besides its recipe. */
interface Compared {
  distillationId: string;
  /** Every retraining starts from it. */
  primitiveRunId: string;
}

/** Runs the arms of a comparison that are not finished. */
export async function compareDistilled(
  stage: StageContext,
  recipe: PipelineRecipe,
  { distillationId, primitiveRunId }: Compared,
): Promise<void> {
  const { engine } = stage;
  const { runs, distillations } = engine.project.store;
  const distillation = distillations.get(distillationId)!;
  requireSameSize(engine, distillation, primitiveRunId);
  warnOfOtherLearner(engine, distillation, primitiveRunId);
  const { arms, missing } = await armsOf(engine, distillationId, recipe.das);
  if (missing.length > 0) warnOfMissingImages(engine, missing);
  const { network } = runs.get(primitiveRunId)!;
  const { retraining, seed } = recipe;
  const known = runs.all();
  for (const [index, arm] of arms.entries()) {
    const asked = { das: arm, recipe: retraining, seed: orderSeed(seed, arm.order), parentRunId: primitiveRunId };
    const id = known.find((run) => isSameArm(run, asked))?.id ?? newId("run");
    stage.made.comparedRunId = id;
    stage.remember();
    const role = arm.images === "distilled" ? "das" : "das-control";
    await trainRun(
      partOf(stage, index, arms.length),
      { ...runStart(stage, id, role), ...asked, network },
      {
        distilled: imagesOf(engine, arm),
        keepsWeights: role === "das",
      },
    );
  }
}

/** Arms whose images lie in the folder of the distillation, and the names of the others: imported images have no baselines. */
export async function armsOf(
  engine: EngineContext,
  distillationId: string,
  recipe: PipelineRecipe["das"],
): Promise<{ arms: DasArm[]; missing: string[] }> {
  const folder = join(engine.project.distillationDirectory(distillationId), "baselines");
  const present = new Set(await promises.readdir(folder).catch(() => []));
  const isThere = ({ images, draw }: DasArm) => images === "none" || images === "distilled" || present.has(baselineFile(images, draw));
  const all = dasArms(distillationId, recipe);
  const missing = all
    .filter((arm) => !isThere(arm))
    .map(({ images, draw }) => (images === "random-mined" ? `${images} ${draw + 1}` : images));
  return { arms: all.filter(isThere), missing: [...new Set(missing)] };
}

/** Batch order 0 is that of the recipe's own seed. */
export const orderSeed = (seed: number, order: number): number =>
  order === 0 ? seed : randomStream(seed, "batch order", order).integer(2 ** 31);

/** What tells a retraining from the others of its distillation: weight and statistics count in every batch only. */
export function armKey({ images, draw, mode, lambda, statistics, order }: DasArm): string {
  return JSON.stringify([images, draw, mode, order, ...(mode === "every-batch" ? [lambda, statistics] : [])]);
}

function isSameArm(run: RunEntry, asked: { das: DasArm; recipe: TrainingRecipe; seed: number; parentRunId: string }): boolean {
  return (
    run.das?.distillationId === asked.das.distillationId &&
    armKey(run.das) === armKey(asked.das) &&
    run.seed === asked.seed &&
    run.parentRunId === asked.parentRunId &&
    JSON.stringify(run.recipe) === JSON.stringify(asked.recipe)
  );
}

const baselineFile = (images: string, draw: number): string =>
  images === "random-mined" ? `random-mined-${draw}.safetensors` : `${images}.safetensors`;

function imagesOf({ project }: EngineContext, { distillationId, images, draw, mode, lambda, statistics }: DasArm) {
  if (mode === null || images === "none") return null;
  const folder = project.distillationDirectory(distillationId);
  const path = images === "distilled" ? join(folder, "distilled.safetensors") : join(folder, "baselines", baselineFile(images, draw));
  return { path, mode, lambda, statistics };
}

/** The same stage, whose reports count from the end of the parts before. */
const partOf = (stage: StageContext, index: number, count: number): StageContext => ({
  ...stage,
  report: (name, done, total) => stage.report(name, index * total + done, count * total),
});

function warnOfMissingImages(engine: EngineContext, missing: readonly string[]): void {
  const text = `These images do not belong to the distillation, so nothing is retrained with them: ${missing.join(", ")}.`;
  engine.emit("notice", { level: "warning", text });
}
