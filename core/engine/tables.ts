// The paper's tables with what this project has of them.
import type { tableRequests } from "../contract/table-requests.ts";
import type { TableResults } from "../evaluation/arm-result.ts";
import { tablePage } from "../evaluation/table-page.ts";
import type { Handlers } from "../wire.ts";
import { inTurns } from "./in-turns.ts";

/** Nothing fills them yet. */
const noResults: TableResults = { arms: [], isMiniature: false };

export const tableHandlers = (): Handlers<keyof typeof tableRequests> => ({
  "tables.page": async ({ table }) => ({ page: await inTurns(tablePage(table, noResults, { missing: [], canRun: false })) }),
});
