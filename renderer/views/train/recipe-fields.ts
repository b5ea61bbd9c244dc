// The values of a training recipe: in which group of the form each stands, what a number may be, and what becomes of a recipe when
// one changes.
import { recipePresets, type TrainingRecipe, withEpochs } from "../../../core/recipe.ts";
import type { NumberRule } from "../../components/parse-number.ts";

export type RecipeKey = Exclude<keyof TrainingRecipe, "name">;

/** In the order of the form, from what is changed often to what seldom is. */
export const recipeGroups = {
  schedule: ["epochs", "learningRate", "fallAfterEpochs", "fallFactor", "momentum", "weightDecay", "headRateMultiple"],
  batches: ["batchSize", "smallestBatch", "accumulationSteps"],
  loss: ["classWeights", "labelSmoothing"],
  learning: ["frozenPrefixes", "batchNorm"],
  pictures: ["horizontalFlip", "crop", "rotation", "jitter"],
  validation: ["validationShare", "patience", "keptEpoch"],
  precision: ["precision"],
} as const satisfies Record<string, readonly RecipeKey[]>;
export type RecipeGroupName = keyof typeof recipeGroups;
export const recipeGroupNames = Object.keys(recipeGroups) as RecipeGroupName[];

export type NumberKey = {
  [K in RecipeKey]: TrainingRecipe[K] extends number | null ? K : never;
}[RecipeKey];

interface NumberField {
  /** The limits of core/recipe.ts; a test holds that they agree. */
  rule: NumberRule;
  unit?: string;
}

/** Smaller rates are no training; the recipe only asks for a positive one. */
const smallestPositive = 1e-9;
const percent = (max: number): NumberField => ({ rule: { min: 0, max, isPercent: true }, unit: "%" });

export const numberFields: Record<NumberKey, NumberField> = {
  epochs: { rule: { min: 1, max: 1000, isInteger: true } },
  learningRate: { rule: { min: smallestPositive, max: 10 } },
  fallFactor: { rule: { min: smallestPositive, max: 1 } },
  momentum: { rule: { min: 0, max: 0.9999 } },
  weightDecay: { rule: { min: 0, max: 1 } },
  headRateMultiple: { rule: { min: smallestPositive, max: 1000 }, unit: "×" },
  batchSize: { rule: { min: 1, max: 4096, isInteger: true } },
  smallestBatch: { rule: { min: 1, max: 4096, isInteger: true } },
  accumulationSteps: { rule: { min: 1, max: 1024, isInteger: true } },
  labelSmoothing: { rule: { min: 0, max: 0.9 } },
  crop: percent(0.5),
  rotation: { rule: { min: 0, max: 45 }, unit: "°" },
  jitter: percent(0.9),
  validationShare: percent(0.5),
  patience: { rule: { min: 1, max: 1000, isInteger: true, mayBeEmpty: true } },
};

/** What a recipe is called whose values are nobody's. */
export const ownName = "custom";

/**
 * The recipe with one value changed. Falls keep their proportion to the epochs; it is called after the recipe of `named` that has its
 * values, if there is one, so that a name always stands for the same values.
 */
export function withValue<K extends RecipeKey>(
  recipe: TrainingRecipe,
  key: K,
  value: TrainingRecipe[K],
  named: readonly TrainingRecipe[] = recipePresets,
): TrainingRecipe {
  const changed = key === "epochs" ? withEpochs(recipe, value as number) : { ...recipe, [key]: value };
  return { ...changed, name: sameIn(named, changed)?.name ?? ownName };
}

/** The recipe of a list that has the same values, whatever its name. */
export const sameIn = (recipes: readonly TrainingRecipe[], recipe: TrainingRecipe): TrainingRecipe | null =>
  recipes.find((candidate) => differingKeys(candidate, recipe).length === 0) ?? null;

/** Where two recipes differ, in the order of the form. */
export const differingKeys = (a: TrainingRecipe, b: TrainingRecipe): RecipeKey[] =>
  recipeGroupNames.flatMap((group): RecipeKey[] => recipeGroups[group].filter((key) => JSON.stringify(a[key]) !== JSON.stringify(b[key])));
