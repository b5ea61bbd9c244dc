// What a row of a table cannot do without, and what of it is not there.
import type { ArmKey, PaperNetwork } from "../evaluation/arm-result.ts";
import { type ReproductionRecipe, type TableSet, tableSets } from "./reproduction-recipe.ts";

/** Data sets in the order of `tableSets`, then the network whose weights are missing. */
export function missingFor(arm: ArmKey, recipe: Pick<ReproductionRecipe, "sets" | "recipes">): (TableSet | PaperNetwork)[] {
  const needed = new Set<TableSet>([arm.training, arm.test]);
  if (arm.arm !== "pretrained") needed.add(arm.anchor).add("pool");
  const sets = tableSets.filter((set) => needed.has(set) && recipe.sets[set] === undefined);
  return recipe.recipes[arm.network] === undefined ? [...sets, arm.network] : sets;
}
