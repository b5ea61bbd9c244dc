// What the paper's tables are made with: what was chosen, or last named to the command line; where that says nothing, data sets that the
// project was pointed at, and weights that it holds.
import { readerOfSet } from "../../contract/table-setup.ts";
import { type SetChoice, usualChoice } from "../../datasets/set-choice.ts";
import { paperNetworks } from "../../evaluation/arm-result.ts";
import type { KnownSetRecord } from "../../project/known-sets.ts";
import { builtInWeightsId, type PipelineRecipe, type StartWeights, usualStarts } from "../../recipe.ts";
import { type ReproductionRecipe, tableSets } from "../../reproduction/reproduction-recipe.ts";
import { tablePipeline } from "../../reproduction/table-pipeline.ts";
import type { EngineContext } from "../context.ts";

const usualSeeds = [1, 2, 3];

/** What the tables show and run: a miniature stays one, all of it, until somebody leaves it. */
export function tableRecipe(context: EngineContext): ReproductionRecipe {
  const saved = context.project.store.settings.get("reproduction");
  return saved?.isMiniature ? saved : ownRecipe(context);
}

/** As far as it is there, with the user's own data sets; nothing of a miniature is in it. */
export function ownRecipe({ project }: EngineContext): ReproductionRecipe {
  const { settings, knownSets, weights } = project.store;
  const saved = settings.get("reproduction");
  const last = saved?.isMiniature ? undefined : saved;
  const leftOut = last?.leftOut ?? [];
  const held = weights.all();
  const sets: ReproductionRecipe["sets"] = {};
  for (const set of tableSets) {
    const reader = set === "pool" ? "ms1m" : readerOfSet[set];
    const known = leftOut.includes(set) ? undefined : knownSets.all().find((one) => one.reader === reader);
    const choice = last?.sets[set] ?? (known && choiceOf(known));
    if (choice) sets[set] = choice;
  }
  const recipes: ReproductionRecipe["recipes"] = {};
  for (const network of paperNetworks) {
    const recipe = last?.recipes[network] ?? tablePipeline(network, usualStarts[network]);
    recipes[network] = { ...recipe, start: startOf(recipe, leftOut.includes(network)) };
  }
  return { sets, align: last?.align ?? false, recipes, leftOut, seeds: last?.seeds ?? usualSeeds, isMiniature: false };

  /** Weights that are gone are not chosen any more. */
  function startOf({ network, start }: PipelineRecipe, isLeftOut: boolean): StartWeights {
    if (start.from === "seed") return start;
    if (start.from === "weights" && (start.weightsId === builtInWeightsId || held.some(({ id }) => id === start.weightsId))) return start;
    const fitting = isLeftOut ? undefined : held.find(({ report }) => report.network === network);
    return fitting ? { from: "weights", weightsId: fitting.id } : { from: "not-chosen" };
  }
}

/** As the folder was read last. */
export const choiceOf = ({ directory, reader, readings }: KnownSetRecord): SetChoice => ({
  ...usualChoice(directory),
  reader,
  choices: readings[0]!.choices,
});
