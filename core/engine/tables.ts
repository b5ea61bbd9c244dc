// The paper's tables with what this project has of them.
import type { ProjectState } from "../contract/project-state.ts";
import type { tableHostRequests, tableRequests } from "../contract/table-requests.ts";
import type { TableNumber } from "../evaluation/paper/table.ts";
import { armsOf } from "../evaluation/table-arms.ts";
import { tablePage } from "../evaluation/table-page.ts";
import { lackedBy } from "../reproduction/reproduction-recipe.ts";
import { unitsOf } from "../reproduction/units.ts";
import type { Handlers } from "../wire.ts";
import type { EngineContext } from "./context.ts";
import { inTurns } from "./in-turns.ts";
import { once } from "./once.ts";
import { ownRecipe, tableRecipe } from "./reproduction/known-recipe.ts";
import { tableResultsReader } from "./reproduction/table-results.ts";
import { configureTables } from "./reproduction/table-setup.ts";

type Page = ReturnType<typeof tablePage> extends Generator<unknown, infer Made> ? Made : never;

/** @param committed  tells every window the state after a commit, and returns it */
export function tableHandlers(
  context: EngineContext,
  committed: () => ProjectState | Promise<ProjectState>,
): Handlers<Exclude<keyof typeof tableRequests, "tables.run"> | Exclude<keyof typeof tableHostRequests, "tables.reproduce">> {
  const resultsOf = tableResultsReader(context);
  const pages = new Map<string, Promise<Page>>();
  return {
    "tables.page": async ({ table }) => ({ page: await pageOf(table) }),
    "tables.configure": (change) => {
      configureTables(context, change);
      return committed();
    },
    "tables.recipe": () => ({ recipe: ownRecipe(context) }),
  };

  /** Computed once for the runs that it is made of. */
  async function pageOf(table: TableNumber): Promise<Page> {
    const recipe = tableRecipe(context);
    const results = await resultsOf(armsOf(table), recipe);
    const missing = lackedBy(recipe);
    const canRun = unitsOf(armsOf(table), recipe).length > 0;
    const runs = results.arms.map(({ seeds }) => seeds.map(({ runIds }) => runIds));
    const key = JSON.stringify([table, results.isMiniature, missing, canRun, runs]);
    return once(pages, key, () => inTurns(tablePage(table, results, { missing, canRun })));
  }
}
