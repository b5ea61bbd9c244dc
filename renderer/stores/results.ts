// What the runs came to, and which cell of which confusion matrix is looked at.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { ProjectState } from "../../core/contract/project-state.ts";
import type { Mistake, Results } from "../../core/contract/result-views.ts";
import type { Client } from "../../core/wire.ts";
import { createPager, type Pager } from "../gallery/pager.ts";
import type { WorkbenchStore } from "./workbench.ts";

/** A cell of the confusion matrix; null in one place stands for the whole row or column. */
export interface Cell {
  label: number | null;
  predicted: number | null;
}

/** The runs of the pipeline, of which a project has one each; DAS has its own comparison. */
export const pipelineRoles = ["primitive", "control", "vas"] as const;
export type PipelineRole = (typeof pipelineRoles)[number];

export interface ResultsState {
  results: Results | null;
  role: PipelineRole;
  cell: Cell;
  showRole(role: PipelineRole): void;
  showCell(cell: Cell): void;
}

export interface ResultsStore extends StoreApi<ResultsState> {
  mistakes: Pager<Mistake>;
}

export const wholeMatrix: Cell = { label: null, predicted: null };

export function createResultsStore(client: Client, workbench: WorkbenchStore): ResultsStore {
  const mistakes = createPager<Mistake>();
  const store = createStore<ResultsState>()((set) => ({
    results: null,
    role: "primitive",
    cell: wholeMatrix,
    showRole(role) {
      set({ role });
      askMistakes();
    },
    showCell(cell) {
      set({ cell });
      askMistakes();
    },
  }));

  function askMistakes(): void {
    const { results, role, cell } = store.getState();
    const runId = results?.[role]?.runId;
    if (!runId) {
      mistakes.ask(null);
      return;
    }
    mistakes.ask((from, count) => client.request("results.mistakes", { runId, ...cell, from, count }));
  }

  async function load(made: string): Promise<void> {
    shown = made;
    const results = await workbench.getState().attempt(client.request("results.get", {}));
    if (!results) {
      if (shown === made) shown = ""; // the next news of the project asks again
      return;
    }
    const isFirst = store.getState().results === null;
    const latest = [...pipelineRoles].reverse().find((role) => results[role]) ?? "primitive";
    const { role } = store.getState();
    store.setState({ results, role: isFirst || !results[role] ? latest : role });
    askMistakes();
  }

  /** What the results are made of; while it stays, so do they. After VAS they speak of its selection, whatever is selected by now. */
  let shown = "";
  function follow(project: ProjectState): void {
    const { primitiveRunId, controlRunId, vasRunId, poolId, selection } = project;
    const made = JSON.stringify([primitiveRunId, controlRunId, vasRunId, poolId, vasRunId === null ? selection : null]);
    if (made !== shown) void load(made);
    else mistakes.retry();
  }

  workbench.subscribe((state, before) => {
    if (state.project && state.project !== before.project) follow(state.project);
  });
  return { ...store, mistakes };
}
