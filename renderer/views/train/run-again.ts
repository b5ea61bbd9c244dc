// What of a run goes back into the project's recipe, so that the next training is like it.
import type { RunSummary } from "../../../core/contract/run-views.ts";
import type { PipelineRecipe } from "../../../core/recipe.ts";

/** Of a primitive learner its network, start and seed too; of a retraining its recipe, because it starts where the learner stands. */
export function recipeOfRun({ role, network, pretrained, recipe, seed }: RunSummary): Partial<PipelineRecipe> {
  if (role !== "primitive") return { retraining: recipe };
  return {
    network: network.name,
    inputSize: network.inputSize,
    start: pretrained ? { from: "weights", weightsId: pretrained.weightsId } : { from: "seed" },
    primitive: recipe,
    seed,
  };
}
