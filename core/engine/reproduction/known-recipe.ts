// What the paper's tables can be made with now: what they were last made with, data sets that the project was pointed at, and weights
// that it holds.

import { usualChoice } from "../../datasets/set-choice.ts";
import type { SetName } from "../../datasets/set-reader.ts";
import { paperNetworks } from "../../evaluation/arm-result.ts";
import { type ReproductionRecipe, type TableSet, tableSets } from "../../reproduction/reproduction-recipe.ts";
import { tablePipeline } from "../../reproduction/table-pipeline.ts";
import type { EngineContext } from "../context.ts";

/** Whose folder plays which part; any other set without labels can be the pool, if the command line says so. */
const readersOf: Record<TableSet, SetName> = {
  rafdb: "raf-db",
  fer2013: "fer2013",
  ckplus: "ck-plus",
  jaffe: "jaffe",
  mmi: "mmi",
  pool: "ms1m",
};

const usualSeeds = [1, 2, 3];

export function knownRecipe({ project }: EngineContext): ReproductionRecipe {
  const { settings, knownSets, weights } = project.store;
  const earlier = settings.get("reproduction");
  const last = earlier?.isMiniature ? undefined : earlier;
  const sets: ReproductionRecipe["sets"] = {};
  for (const set of tableSets) {
    const known = knownSets.all().find(({ reader }) => reader === readersOf[set]);
    const choice = known && { ...usualChoice(known.directory), reader: known.reader, choices: known.readings[0]!.choices };
    if (last?.sets[set] ?? choice) sets[set] = last?.sets[set] ?? choice;
  }
  const recipes: ReproductionRecipe["recipes"] = {};
  for (const network of paperNetworks) {
    const held = weights.all().find(({ report }) => report.network === network);
    const recipe = last?.recipes[network] ?? (held && tablePipeline(network, { from: "weights", weightsId: held.id }));
    if (recipe) recipes[network] = recipe;
  }
  return { sets, align: last?.align ?? false, recipes, seeds: last?.seeds ?? usualSeeds, isMiniature: false };
}
