// Curves of the runs, epoch by epoch as they come, and which run the Train view shows.
import { createStore, type StoreApi } from "zustand/vanilla";
import { type EpochMetrics, type EventPayload, type ProjectState, RunRole } from "../../core/contract.ts";
import type { Client } from "../../core/wire.ts";
import type { WorkbenchStore } from "./workbench.ts";

export const runRoles = RunRole.options;

export interface Curve {
  runId: string;
  epochs: EpochMetrics[];
  /** Epochs that the run will have; null for a finished run. */
  planned: number | null;
}

export interface TrainState {
  curves: Record<RunRole, Curve | null>;
  /** The run that is shown; follows the one that trains. */
  role: RunRole;
  showRole(role: RunRole): void;
}

export type TrainStore = StoreApi<TrainState>;

export function createTrainStore(client: Client, workbench: WorkbenchStore): TrainStore {
  const store = createStore<TrainState>()((set) => ({
    curves: { primitive: null, control: null, vas: null },
    role: "primitive",
    showRole: (role) => set({ role }),
  }));

  const put = (role: RunRole, curve: Curve | null) => store.setState(({ curves }) => ({ curves: { ...curves, [role]: curve } }));

  /** The run whose epochs each role has, or waits for; forgotten when the answer fails, so that the next news of the project asks again. */
  const loaded: Partial<Record<RunRole, string>> = {};

  async function load(role: RunRole, runId: string): Promise<void> {
    loaded[role] = runId;
    const answer = await workbench.getState().attempt(client.request("run.epochs", { runId }));
    if (!answer && loaded[role] === runId) delete loaded[role];
    const curve = store.getState().curves[role];
    if (answer && curve?.runId === runId) put(role, { ...curve, epochs: mergeEpochs(answer.epochs, curve.epochs) });
  }

  function epochDone({ runId, role, epochs: planned, metrics }: EventPayload<"epoch">): void {
    const curve = store.getState().curves[role];
    put(role, { runId, planned, epochs: mergeEpochs(curve?.runId === runId ? curve.epochs : [], [metrics]) });
  }

  function follow({ training, primitiveRunId, controlRunId, vasRunId }: ProjectState): void {
    const finished = { primitive: primitiveRunId, control: controlRunId, vas: vasRunId };
    for (const role of runRoles) {
      const isTraining = training?.role === role;
      const runId = isTraining ? training.runId : finished[role];
      const planned = isTraining ? training.epochs : null;
      const curve = store.getState().curves[role];
      if (!runId) {
        delete loaded[role];
        if (curve) put(role, null);
        continue;
      }
      if (curve?.runId !== runId) put(role, { runId, epochs: [], planned });
      else if (curve.planned !== planned) put(role, { ...curve, planned });
      if (isTraining && curve?.runId !== runId) store.setState({ role });
      if (loaded[role] !== runId) void load(role, runId);
    }
  }

  client.on("epoch", epochDone);
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
