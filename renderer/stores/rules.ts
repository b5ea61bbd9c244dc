// Selection rules that were compared, as the table of results has them.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { ProjectState } from "../../core/contract/project-state.ts";
import type { RuleOutcome } from "../../core/contract/rule-views.ts";
import type { Client } from "../../core/wire.ts";
import { unfinishedOf } from "./jobs.ts";
import type { WorkbenchStore } from "./workbench.ts";

export interface RulesState {
  /** Of the current primitive learner, in the order in which rules are named. */
  outcomes: readonly RuleOutcome[];
}
export type RulesStore = StoreApi<RulesState>;

export function createRulesStore(client: Client, workbench: WorkbenchStore): RulesStore {
  const store = createStore<RulesState>()(() => ({ outcomes: [] }));
  /** What the answer depends on; while it stays and nothing is compared, so do the outcomes. */
  let asked = "";

  async function follow({ primitiveRunId, jobs }: ProjectState): Promise<void> {
    const finished = jobs.filter(({ kind, state }) => kind === "compare-rules" && state === "done");
    const now = JSON.stringify([primitiveRunId, finished.map(({ id }) => id)]);
    // A rule is in the table as soon as it is done, so all news is of interest while a comparison runs.
    if (now === asked && unfinishedOf(jobs, "compare-rules") === null) return;
    asked = now;
    const answer = await workbench.getState().attempt(client.request("rules.comparison", {}));
    if (asked !== now) return; // a later question is under way
    if (answer) store.setState({ outcomes: answer.outcomes });
    else asked = ""; // the next news of the project asks again
  }

  workbench.subscribe((state, before) => {
    if (state.project && state.project !== before.project) void follow(state.project);
  });
  return store;
}
