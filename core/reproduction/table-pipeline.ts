// The recipe that a network of the paper's tables has where nobody says otherwise, and what one may say.
import { z } from "zod";
import { DistillationRecipe } from "../distillation/distillation-recipe.ts";
import { inputSizes } from "../networks/input-sizes.ts";
import {
  DeltaChoice,
  defaultPipelineRecipe,
  defaultRecipes,
  type NetworkName,
  PipelineRecipe,
  SelectionRule,
  type StartWeights,
  TrainingRecipe,
  withEpochs,
} from "../recipe.ts";

/** A recipe with another network: its usual trainings and picture size, from the given start. */
export const withNetwork = (recipe: PipelineRecipe, network: NetworkName, start: StartWeights): PipelineRecipe => ({
  ...recipe,
  ...defaultRecipes[network],
  network,
  inputSize: inputSizes[network].usual,
  start,
});

/** A table compares DAS with the same retraining on anchors alone, in one batch order a seed. */
const tableDas = { ...defaultPipelineRecipe.das, modes: ["every-batch"], orders: 1, baselines: [] } satisfies PipelineRecipe["das"];

export const tablePipeline = (network: NetworkName, start: StartWeights): PipelineRecipe =>
  withNetwork({ ...defaultPipelineRecipe, das: tableDas }, network, start);

/** What the window and the command line let one change of the recipes of both networks. */
export const TableSettings = z.object({
  inputSize: PipelineRecipe.shape.inputSize.unwrap(),
  epochs: TrainingRecipe.shape.epochs,
  retrainingEpochs: TrainingRecipe.shape.epochs,
  outerEpochs: DistillationRecipe.shape.outerEpochs,
  rule: SelectionRule,
  deltaChoice: DeltaChoice,
});
export type TableSettings = z.infer<typeof TableSettings>;

export const tableSettingsOf = (recipe: PipelineRecipe): TableSettings => ({
  inputSize: recipe.inputSize,
  epochs: recipe.primitive.epochs,
  retrainingEpochs: recipe.retraining.epochs,
  outerEpochs: recipe.distillation.outerEpochs,
  rule: recipe.rule,
  deltaChoice: recipe.deltaChoice,
});

/** The recipe with some settings changed; the rates of a training fall in proportion to its epochs. */
export function withSettings(
  recipe: PipelineRecipe,
  change: { [K in keyof TableSettings]?: TableSettings[K] | undefined },
): PipelineRecipe {
  const { primitive, retraining, distillation } = recipe;
  const { inputSize, epochs, retrainingEpochs, outerEpochs, rule, deltaChoice } = change;
  return {
    ...recipe,
    inputSize: inputSize ?? recipe.inputSize,
    primitive: epochs === undefined ? primitive : withEpochs(primitive, epochs),
    retraining: retrainingEpochs === undefined ? retraining : withEpochs(retraining, retrainingEpochs),
    rule: rule ?? recipe.rule,
    deltaChoice: deltaChoice ?? recipe.deltaChoice,
    distillation: outerEpochs === undefined ? distillation : { ...distillation, outerEpochs },
  };
}
