// The data sets that the paper's tables are trained on: each training set with its own tests, beside the pool, put together once for all
// seeds and networks. A fold of CK+ has no pool: nothing is mined with it.
import type { SetChoice, SetsOfRoles } from "../../datasets/set-choice.ts";
import type { PaperSet } from "../../evaluation/arm-result.ts";
import type { ReproductionRecipe } from "../../reproduction/reproduction-recipe.ts";
import { composedDataset } from "../import-folder.ts";
import type { StageContext } from "../stage-context.ts";
import { digestOf, unitStage } from "./unit-stage.ts";

/** @returns the id of the data set */
export async function trainingSet(
  stage: StageContext,
  recipe: ReproductionRecipe,
  training: PaperSet,
  fold: number | null,
): Promise<string> {
  const roles = rolesOf(recipe, training, fold);
  const align = recipe.align ? (Object.keys(roles) as (keyof SetsOfRoles)[]) : [];
  const key = `data ${training} ${digestOf([roles, align])}`;
  const own = unitStage(stage, key, (name) => name);
  const { datasets } = stage.engine.project.store;
  if (!datasets.get(own.made.datasetId ?? "")) {
    own.made.datasetId = await composedDataset({ ...own, report: stage.report }, { roles, align, classes: null });
    own.remember();
  }
  return own.made.datasetId!;
}

function rolesOf({ sets }: ReproductionRecipe, training: PaperSet, fold: number | null): Partial<SetsOfRoles> {
  const choice = sets[training]!;
  if (fold === null) return { anchor: choice, test: choice, ...(sets.pool && { pool: sets.pool }) };
  const side = (name: "train" | "test"): SetChoice => ({ ...choice, fold: { protocol: "subject-ten-fold", index: fold, side: name } });
  return { anchor: side("train"), test: side("test") };
}
