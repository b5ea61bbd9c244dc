// What a command does before it trains: imports data and weights, then saves the recipe that its options mean.
import type { PipelineRecipe } from "../recipe.ts";
import type { CommandLineEngine } from "./in-process.ts";
import type { LearnerOptions, LearnerRecipe } from "./learner-options.ts";

/** @param complete  adds what the command knows besides */
export async function prepareLearner(
  { client, finished }: CommandLineEngine,
  options: LearnerOptions,
  complete: (recipe: LearnerRecipe, before: PipelineRecipe) => PipelineRecipe,
): Promise<void> {
  if (options.dataDirectory !== null) {
    const { jobId } = await client.request("data.import", { directory: options.dataDirectory, classes: options.classes });
    await finished(jobId);
  }
  if (options.sets !== null) {
    const { jobId } = await client.request("data.compose", { roles: options.sets, classes: options.classes });
    await finished(jobId);
  }
  let imported: Parameters<LearnerOptions["recipe"]>[1] = null;
  if (options.weights !== null) {
    const { jobId } = await client.request("weights.import", options.weights);
    await finished(jobId);
    const { weightsId } = await client.request("job.made", { jobId });
    const { report } = await client.request("weights.report", { weightsId: weightsId! });
    imported = { weightsId: weightsId!, network: report.network };
  }
  const { savedRecipes, recipe } = await client.request("project.state", {});
  await client.request("recipe.save", { recipe: complete(options.recipe(savedRecipes, imported), recipe) });
}
