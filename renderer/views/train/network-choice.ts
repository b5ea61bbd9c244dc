// What a recipe becomes when another network, or another start, is chosen. Large networks never begin at random by themselves:
// without weights their start stays open, and nothing is trained, until somebody says so.
import type { WeightsSummary } from "../../../core/contract/project-state.ts";
import { inputSizes } from "../../../core/networks/input-sizes.ts";
import { defaultRecipes, type NetworkName, type PipelineRecipe, type StartWeights, type TrainingRecipe } from "../../../core/recipe.ts";
import { differingKeys } from "./recipe-fields.ts";

/** With its usual pictures, its best start, and its own recipes where the network before had its own. */
export function withNetwork(recipe: PipelineRecipe, network: NetworkName, weights: readonly WeightsSummary[]): PipelineRecipe {
  const [before, after] = [defaultRecipes[recipe.network], defaultRecipes[network]];
  const follow = (now: TrainingRecipe, usual: TrainingRecipe, next: TrainingRecipe) => (isSame(now, usual) ? next : now);
  return {
    ...recipe,
    network,
    inputSize: inputSizes[network].usual,
    start: usualStart(network, weights),
    primitive: follow(recipe.primitive, before.primitive, after.primitive),
    retraining: follow(recipe.retraining, before.retraining, after.retraining),
  };
}

export const weightsFor = (network: NetworkName, weights: readonly WeightsSummary[]): WeightsSummary[] =>
  weights.filter((entry) => entry.network === network);

/** True where the recipe waits for a choice, or for weights that are gone. */
export function isStartOpen({ network, start }: PipelineRecipe, weights: readonly WeightsSummary[]): boolean {
  if (start.from === "weights") return weightsFor(network, weights).every(({ id }) => id !== start.weightsId);
  return start.from === "not-chosen";
}

/** The newest weights of a network; the compact one has none and begins at its seed. */
function usualStart(network: NetworkName, weights: readonly WeightsSummary[]): StartWeights {
  const newest = weightsFor(network, weights)[0];
  if (newest) return { from: "weights", weightsId: newest.id };
  return network === "compact" ? { from: "seed" } : { from: "not-chosen" };
}

const isSame = (a: TrainingRecipe, b: TrainingRecipe): boolean => differingKeys(a, b).length === 0;
