// What a recipe says in words: each value, for comparisons, and each group in one line, for a form that is folded.
import type { TrainingRecipe } from "../../../core/recipe.ts";
import { formatPercentAmount } from "../../format.ts";
import { strings } from "../../strings.ts";
import type { RecipeGroupName, RecipeKey } from "./recipe-fields.ts";

const words = strings.train.recipe;
const percent = (share: number): string => `${formatPercentAmount(share)} %`;
const yes = (isOn: boolean): string => (isOn ? words.on : words.off);

/** A value as a table of two recipes shows it. */
export function valueText(recipe: TrainingRecipe, key: RecipeKey): string {
  switch (key) {
    case "fallAfterEpochs":
      return recipe.fallAfterEpochs.join(", ") || words.never;
    case "frozenPrefixes":
      return recipe.frozenPrefixes.join(", ") || words.nothing;
    case "classWeights":
      return typeof recipe.classWeights === "string" ? recipe.classWeights : recipe.classWeights.join(", ");
    case "horizontalFlip":
      return yes(recipe.horizontalFlip);
    case "patience":
      return recipe.patience === null ? words.patienceOff : words.epochCount(recipe.patience);
    case "crop":
    case "jitter":
    case "validationShare":
      return recipe[key] === 0 ? words.none : percent(recipe[key]);
    case "rotation":
      return recipe.rotation === 0 ? words.none : `±${recipe.rotation}°`;
    default:
      return String(recipe[key]);
  }
}

/** A group in one line: what a reader would ask first. */
export function groupText(recipe: TrainingRecipe, group: RecipeGroupName): string {
  return parts[group](recipe).filter(Boolean).join(", ");
}

const parts: Record<RecipeGroupName, (recipe: TrainingRecipe) => string[]> = {
  schedule: ({ epochs, learningRate }) => [words.epochCount(epochs), words.rate(String(learningRate))],
  batches: ({ batchSize, accumulationSteps }) => [String(batchSize), accumulationSteps > 1 ? words.parts(accumulationSteps) : ""],
  loss: ({ classWeights, labelSmoothing }) => [
    words.weightsOf(typeof classWeights === "string" ? classWeights : words.classWeightChoices.own),
    labelSmoothing > 0 ? words.smoothing(String(labelSmoothing)) : "",
  ],
  learning: ({ frozenPrefixes, batchNorm }) => [
    words.frozenCount(frozenPrefixes.length),
    batchNorm === "frozen" ? words.batchNormFrozen : "",
  ],
  pictures: (recipe) => {
    const said = [recipe.horizontalFlip ? words.labels.horizontalFlip.toLowerCase() : ""];
    for (const key of ["crop", "rotation", "jitter"] as const) {
      if (recipe[key] > 0) said.push(`${words.labels[key].toLowerCase()} ${valueText(recipe, key)}`);
    }
    return said.some(Boolean) ? said : [words.none];
  },
  validation: ({ validationShare, patience, keptEpoch }) =>
    validationShare === 0
      ? [words.none]
      : [percent(validationShare), patience === null ? "" : words.stopsAfter(patience), words.keeps(keptEpoch)],
  precision: ({ precision }) => [precision],
};
