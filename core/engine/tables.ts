// The paper's tables with what this project has of them.
import type { tableRequests } from "../contract/table-requests.ts";
import { WorkbenchError } from "../errors.ts";
import type { TableResults } from "../evaluation/arm-result.ts";
import { tableInputs } from "../evaluation/table-missing.ts";
import { tablePage } from "../evaluation/table-page.ts";
import type { Handlers } from "../wire.ts";
import type { EngineContext } from "./context.ts";
import { inTurns } from "./in-turns.ts";

/** Nothing fills them yet. */
const noResults: TableResults = { arms: [], isMiniature: false };

export function tableHandlers({ project }: EngineContext): Handlers<keyof typeof tableRequests> {
  const held = () => new Set<string>(project.store.weights.all().map(({ report }) => report.network));
  return {
    "tables.page": async ({ table }) => {
      const weights = held();
      const missing = tableInputs.filter((input) => !weights.has(input));
      return { page: await inTurns(tablePage(table, noResults, { missing, canRun: false })) };
    },
    "tables.run": () => {
      throw new WorkbenchError("not-found", "The paper's tables cannot be run in this project.");
    },
  };
}
