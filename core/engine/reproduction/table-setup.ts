// What the paper's tables run with, told to a window and changed by one.
import { readerOfSet, type TableSetup, type TableSetupChange } from "../../contract/table-setup.ts";
import { readers } from "../../datasets/readers/registry.ts";
import type { SetChoice } from "../../datasets/set-choice.ts";
import { InputError, WorkbenchError } from "../../errors.ts";
import { type PaperNetwork, paperNetworks } from "../../evaluation/arm-result.ts";
import { networkTitles, setTitles } from "../../evaluation/paper/names.ts";
import type { TableInput } from "../../evaluation/table-missing.ts";
import { type PipelineRecipe, type StartWeights, usualStarts } from "../../recipe.ts";
import { type ReproductionRecipe, type TableSet, tableSets } from "../../reproduction/reproduction-recipe.ts";
import { tableSettingsOf, withNetwork, withSettings } from "../../reproduction/table-pipeline.ts";
import type { EngineContext } from "../context.ts";
import { nameOf } from "../import-folder.ts";
import { requireSet } from "../known-sets.ts";
import { choiceOf, ownRecipe, tableRecipe } from "./known-recipe.ts";

export function tableSetupOf(context: EngineContext): TableSetup {
  const { sets, align, recipes, seeds, isMiniature } = tableRecipe(context);
  const known = context.project.store.knownSets.all();
  const playedBy = (choice: SetChoice | undefined) =>
    choice ? { setId: known.find(({ directory }) => directory === choice.directory)?.id ?? null, name: nameOf(choice.directory) } : null;
  const weightsOf = (network: PaperNetwork) => {
    const { start } = recipes[network]!;
    return start.from === "weights" ? start.weightsId : null;
  };
  return {
    isMiniature,
    sets: Object.fromEntries(tableSets.map((set) => [set, playedBy(sets[set])])) as TableSetup["sets"],
    align,
    seedCount: seeds.length,
    network: paperNetworks.map((network) => recipes[network]!.network).find((name, index) => name !== paperNetworks[index]) ?? null,
    weights: Object.fromEntries(paperNetworks.map((network) => [network, weightsOf(network)])) as TableSetup["weights"],
    settings: tableSettingsOf(recipes[paperNetworks[0]]!),
  };
}

/**
 * Changes what the tables run with, as one undoable step; a miniature is left for the user's own data sets.
 *
 * @throws WorkbenchError `not-found`, InputError for a set or weights that do not fit
 */
export function configureTables(context: EngineContext, change: TableSetupChange): void {
  const recipe = changed(context, ownRecipe(context), change);
  context.project.store.history.changeSetting(titleOf(change), "reproduction", recipe);
}

function changed(context: EngineContext, before: ReproductionRecipe, change: TableSetupChange): ReproductionRecipe {
  const sets = { ...before.sets };
  const recipes = { ...before.recipes };
  const leftOut = new Set<TableInput>(before.leftOut);
  for (const set of tableSets) {
    const setId = change.sets?.[set];
    if (setId === undefined) continue;
    if (setId === null) delete sets[set];
    else sets[set] = fittingChoice(context, set, setId);
    leaveOut(set, setId === null);
  }
  for (const network of paperNetworks) {
    if (change.network !== undefined) {
      const trained = change.network ?? network;
      recipes[network] = withNetwork(recipes[network]!, trained, usualStarts[trained]);
    }
    const weightsId = change.weights?.[network];
    if (weightsId !== undefined) {
      recipes[network] = { ...recipes[network]!, start: fittingStart(context, network, recipes[network]!, weightsId) };
      leaveOut(network, weightsId === null);
    }
    recipes[network] = withSettings(recipes[network]!, change.settings ?? {});
  }
  const seeds = change.seedCount === undefined ? before.seeds : Array.from({ length: change.seedCount }, (_, index) => index + 1);
  return { ...before, sets, recipes, seeds, align: change.align ?? before.align, leftOut: [...leftOut] };

  function leaveOut(input: TableInput, isLeftOut: boolean): void {
    if (isLeftOut) leftOut.add(input);
    else leftOut.delete(input);
  }
}

function fittingChoice(context: EngineContext, set: TableSet, setId: string): SetChoice {
  const known = requireSet(context, setId);
  if (set !== "pool" && known.reader !== readerOfSet[set]) {
    const titleOfReader = readers.find(({ name }) => name === known.reader)!.title;
    throw new InputError({
      file: nameOf(known.directory),
      found: titleOfReader,
      expected: setTitles[set],
      mend: `Choose a folder that is read as ${setTitles[set]}.`,
    });
  }
  return choiceOf(known);
}

function fittingStart({ project }: EngineContext, network: PaperNetwork, recipe: PipelineRecipe, weightsId: string | null): StartWeights {
  if (recipe.network !== network)
    throw new WorkbenchError("not-found", `${networkTitles[network]} has no start: another network is trained in its place.`);
  if (weightsId === null) return { from: "not-chosen" };
  if (project.store.weights.get(weightsId)?.report.network !== network)
    throw new WorkbenchError("not-found", `The project holds no such weights of ${networkTitles[network]}.`);
  return { from: "weights", weightsId };
}

/** What undo would take back. */
function titleOf({ sets = {}, align, seedCount, network, weights = {}, settings }: TableSetupChange): string {
  const changes = [
    ...tableSets.filter((set) => set in sets).map((set) => (set === "pool" ? "pool" : setTitles[set])),
    ...(align === undefined ? [] : ["upright faces"]),
    ...(seedCount === undefined ? [] : ["seeds"]),
    ...(network === undefined ? [] : ["network"]),
    ...paperNetworks.filter((name) => name in weights).map((name) => `weights of ${networkTitles[name]}`),
    ...(settings === undefined ? [] : ["settings"]),
  ];
  return `${changes.join(", ") || "own data sets"} of the tables`;
}
