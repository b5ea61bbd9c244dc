// Every run of the project, the epochs of the one that is shown, and which one that is: it follows the run that trains.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { EventPayload } from "../../core/contract/events.ts";
import type { ProjectState } from "../../core/contract/project-state.ts";
import type { EpochMetrics, RunSummary } from "../../core/contract/run-views.ts";
import type { Client } from "../../core/wire.ts";
import type { WorkbenchStore } from "./workbench.ts";

export interface TrainState {
  /** Newest first. */
  runs: RunSummary[];
  shownRunId: string | null;
  /** By run; of runs that were shown or trained while this window was open. */
  epochs: Record<string, EpochMetrics[]>;
  showRun(runId: string): void;
}

export type TrainStore = StoreApi<TrainState>;

export function createTrainStore(client: Client, workbench: WorkbenchStore): TrainStore {
  const store = createStore<TrainState>()((set) => ({
    runs: [],
    shownRunId: null,
    epochs: {},
    showRun(shownRunId) {
      set({ shownRunId });
      void loadEpochs(shownRunId);
    },
  }));

  /** Runs whose epochs were asked for; forgotten when the answer fails, so that the next news of the project asks again. */
  const asked = new Set<string>();
  /** What the list of runs is made of; while it stays, so does the list. */
  let listed = "";

  const addEpochs = (runId: string, later: readonly EpochMetrics[]) =>
    store.setState(({ epochs }) => ({ epochs: { ...epochs, [runId]: mergeEpochs(epochs[runId] ?? [], later) } }));

  async function loadEpochs(runId: string): Promise<void> {
    if (asked.has(runId)) return;
    asked.add(runId);
    const answer = await workbench.getState().attempt(client.request("run.epochs", { runId }));
    // What an event told meanwhile is as true, and the answer may be older.
    if (answer) store.setState(({ epochs }) => ({ epochs: { ...epochs, [runId]: mergeEpochs(answer.epochs, epochs[runId] ?? []) } }));
    else asked.delete(runId);
  }

  async function loadRuns(made: string): Promise<void> {
    listed = made;
    const answer = await workbench.getState().attempt(client.request("runs.list", {}));
    if (!answer) {
      if (listed === made) listed = "";
      return;
    }
    const { shownRunId } = store.getState();
    const shown = answer.runs.some(({ id }) => id === shownRunId) ? shownRunId : (answer.runs[0]?.id ?? null);
    store.setState({ runs: answer.runs });
    if (shown !== null) store.getState().showRun(shown);
  }

  let trainingRunId: string | null = null;
  function follow(project: ProjectState): void {
    const runId = project.training?.runId ?? null;
    if (runId !== null && runId !== trainingRunId) store.getState().showRun(runId);
    trainingRunId = runId;
    const { shownRunId } = store.getState();
    if (shownRunId !== null) void loadEpochs(shownRunId);
    const made = JSON.stringify([
      runId,
      [project.primitiveRunId, project.controlRunId, project.vasRunId],
      project.jobs.map(({ id, state, canResume }) => [id, state, canResume]),
    ]);
    if (made !== listed) void loadRuns(made);
  }

  client.on("epoch", ({ runId, metrics }: EventPayload<"epoch">) => addEpochs(runId, [metrics]));
  workbench.subscribe((state, before) => {
    if (state.project && state.project !== before.project) follow(state.project);
  });
  return store;
}

/** One entry an epoch, in order; a later report of an epoch (training resumed) replaces the earlier one. */
export function mergeEpochs(earlier: readonly EpochMetrics[], later: readonly EpochMetrics[]): EpochMetrics[] {
  const byEpoch = new Map([...earlier, ...later].map((metrics) => [metrics.epoch, metrics]));
  return [...byEpoch.values()].sort((a, b) => a.epoch - b.epoch);
}

/** The epoch with the best accuracy on the validation split, the first of equals; null without such a split. */
export function bestEpochOf(epochs: readonly EpochMetrics[]): (EpochMetrics & { validationAccuracy: number }) | null {
  let best: (EpochMetrics & { validationAccuracy: number }) | null = null;
  for (const metrics of epochs) {
    const { validationAccuracy } = metrics;
    if (validationAccuracy !== null && validationAccuracy > (best?.validationAccuracy ?? -1)) best = { ...metrics, validationAccuracy };
  }
  return best;
}
