// Values of a recipe that are each allowed and make no sense together, told at the field that would have to change.
import type { TrainingRecipe } from "../../../core/recipe.ts";
import { strings } from "../../strings.ts";
import type { RecipeKey } from "./recipe-fields.ts";

/** A sentence a field; empty for a recipe that holds together. */
export function recipeProblems(recipe: TrainingRecipe, classCount: number): Partial<Record<RecipeKey, string>> {
  const { problems } = strings.train.recipe;
  const found: Partial<Record<RecipeKey, string>> = {};
  if (recipe.smallestBatch > recipe.batchSize) found.smallestBatch = problems.smallestBatch(recipe.batchSize);
  if (recipe.accumulationSteps > recipe.batchSize) found.accumulationSteps = problems.accumulationSteps(recipe.batchSize);
  if (recipe.fallAfterEpochs.some((epoch) => epoch >= recipe.epochs)) found.fallAfterEpochs = problems.fallAfterEpochs(recipe.epochs);
  if (recipe.validationShare === 0) {
    if (recipe.patience !== null) found.patience = problems.needsValidation;
    if (recipe.keptEpoch === "best") found.keptEpoch = problems.needsValidation;
  }
  const { classWeights } = recipe;
  if (typeof classWeights !== "string" && classWeights.length !== classCount) {
    found.classWeights = problems.classWeights(classWeights.length, classCount);
  }
  return found;
}
