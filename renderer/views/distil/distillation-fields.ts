// The values of a distillation recipe: in which group of the form each stands, what a number may be, and which do not go together.
import {
  type DistillationRecipe,
  defaultDistillationRecipe,
  printedDistillationRecipe,
} from "../../../core/distillation/distillation-recipe.ts";
import { contradictionsOf } from "../../../core/distillation/recipe-contradiction.ts";
import type { NumberRule } from "../../components/parse-number.ts";
import { strings } from "../../strings.ts";

export type DistillationKey = keyof DistillationRecipe;

/** In the order of the form, from what is changed often to what seldom is. */
export const distillationGroups = {
  source: ["source", "method", "imagesPerClass"],
  steps: ["gradientSteps", "repeats", "startStep", "init", "nets", "surrogate"],
  schedule: ["outerEpochs", "realBatch", "balanced", "imageRate", "fallEvery", "fallFactor", "checkpointEvery"],
  details: ["start", "softLabels", "batchNorm"],
} as const satisfies Record<string, readonly DistillationKey[]>;
export type DistillationGroup = keyof typeof distillationGroups;
export const distillationGroupNames = Object.keys(distillationGroups) as DistillationGroup[];

export type DistillationNumberKey = { [K in DistillationKey]: DistillationRecipe[K] extends number ? K : never }[DistillationKey];

const whole = (min: number, max: number): NumberRule => ({ min, max, isInteger: true });
/** Smaller rates and steps are none; the recipe only asks for positive ones. */
const smallestPositive = 1e-9;

/** The limits of core/distillation/distillation-recipe.ts; a test holds that they agree. */
export const distillationNumbers: Record<DistillationNumberKey, NumberRule> = {
  imagesPerClass: whole(1, 50),
  gradientSteps: whole(1, 50),
  repeats: whole(1, 50),
  nets: whole(1, 16),
  realBatch: whole(1, 4096),
  outerEpochs: whole(1, 1000),
  startStep: { min: smallestPositive, max: 1 },
  imageRate: { min: smallestPositive, max: 10 },
  fallEvery: whole(1, 1000),
  fallFactor: { min: smallestPositive, max: 1 },
  checkpointEvery: whole(1, 1000),
};

export const distillationPresets = { default: defaultDistillationRecipe, printed: printedDistillationRecipe } as const;
export type DistillationPreset = keyof typeof distillationPresets;
export const presetNames = Object.keys(distillationPresets) as DistillationPreset[];

/** The preset that has the values of a recipe, wherever its samples come from; null where none has. */
export function presetOf(recipe: DistillationRecipe): DistillationPreset | null {
  const isSame = (name: DistillationPreset) =>
    (Object.keys(recipe) as DistillationKey[]).every((key) => key === "source" || recipe[key] === distillationPresets[name][key]);
  return presetNames.find(isSame) ?? null;
}

/** Values that are each allowed and make no sense together, a sentence a field; empty for a recipe that holds together. */
export function distillationProblems(recipe: DistillationRecipe): Partial<Record<DistillationKey, string>> {
  const { problems } = strings.distil.recipe;
  return Object.fromEntries(contradictionsOf(recipe).map(({ rule, field }) => [field, problems[rule]]));
}

/** What a folded group says of itself. */
export function distillationGroupText(recipe: DistillationRecipe, group: DistillationGroup): string {
  const words = strings.distil.recipe;
  switch (group) {
    case "source":
      return `${words.choices.source[recipe.source]}, ${words.choices.method[recipe.method]}`;
    case "steps":
      return words.stepSizes(recipe.gradientSteps * recipe.repeats) + (recipe.surrogate === "smooth" ? words.onSurrogate : "");
    case "schedule":
      return words.epochs(recipe.outerEpochs, recipe.realBatch) + (recipe.balanced ? words.isBalanced : "");
    case "details":
      return words.choices.start[recipe.start];
  }
}
