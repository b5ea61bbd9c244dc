// The values of a training recipe that are numbers, in the order of the form, and what becomes of a recipe when one changes.
import { recipePresets, type TrainingRecipe, withEpochs } from "../../../core/recipe.ts";
import type { NumberRule } from "../../components/parse-number.ts";

export type NumberKey =
  | "epochs"
  | "batchSize"
  | "smallestBatch"
  | "learningRate"
  | "fallFactor"
  | "momentum"
  | "weightDecay"
  | "validationShare";

export interface RecipeField {
  key: NumberKey;
  /** The limits of core/recipe.ts; a test holds that they agree. */
  rule: NumberRule;
  unit?: string;
}

/** Smaller rates are no training; the recipe only asks for a positive one. */
const smallestPositive = 1e-9;

export const recipeFields: readonly RecipeField[] = [
  { key: "epochs", rule: { min: 1, max: 1000, isInteger: true } },
  { key: "learningRate", rule: { min: smallestPositive, max: 10 } },
  { key: "fallFactor", rule: { min: smallestPositive, max: 1 } },
  { key: "momentum", rule: { min: 0, max: 0.9999 } },
  { key: "weightDecay", rule: { min: 0, max: 1 } },
  { key: "batchSize", rule: { min: 1, max: 4096, isInteger: true } },
  { key: "smallestBatch", rule: { min: 1, max: 4096, isInteger: true } },
  { key: "validationShare", rule: { min: 0, max: 0.5, isPercent: true }, unit: "%" },
];

/** The recipe with one value changed. Falls keep their proportion to the epochs; a preset's name stays only with its own values. */
export function withValue<K extends keyof TrainingRecipe>(recipe: TrainingRecipe, key: K, value: TrainingRecipe[K]): TrainingRecipe {
  const changed = key === "epochs" ? withEpochs(recipe, value as number) : { ...recipe, [key]: value };
  return { ...changed, name: presetOf(changed)?.name ?? "custom" };
}

/** The preset whose values a recipe has, whatever its name. */
export const presetOf = (recipe: TrainingRecipe): TrainingRecipe | null =>
  recipePresets.find((preset) => isSameRecipe(preset, recipe)) ?? null;

function isSameRecipe(a: TrainingRecipe, b: TrainingRecipe): boolean {
  const valuesOf = ({ name: _, ...values }: TrainingRecipe) => JSON.stringify(Object.entries(values).sort());
  return valuesOf(a) === valuesOf(b);
}
