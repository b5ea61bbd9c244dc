// The recipe that a network of the paper's tables has where nobody says otherwise.

import { inputSizes } from "../networks/input-sizes.ts";
import { defaultPipelineRecipe, defaultRecipes, type NetworkName, type PipelineRecipe, type StartWeights } from "../recipe.ts";

/** A table compares DAS with the same retraining on anchors alone, in one batch order a seed. */
export const tablePipeline = (network: NetworkName, start: StartWeights): PipelineRecipe => ({
  ...defaultPipelineRecipe,
  ...defaultRecipes[network],
  network,
  inputSize: inputSizes[network].usual,
  start,
  das: { ...defaultPipelineRecipe.das, modes: ["every-batch"], orders: 1, baselines: [] },
});
