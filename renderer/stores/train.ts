// Curves of the runs, epoch by epoch as they come, and which run the Train view shows.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { EpochMetrics, EventPayload, ProjectState } from "../../core/contract.ts";
import type { Client } from "../../core/wire.ts";
import type { WorkbenchStore } from "./workbench.ts";

export const runRoles = ["primitive", "control", "vas"] as const;
export type RunRole = (typeof runRoles)[number];

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

  async function load(role: RunRole, runId: string, planned: number | null): Promise<void> {
    put(role, { runId, epochs: [], planned });
    const answer = await workbench.getState().attempt(client.request("run.epochs", { runId }));
    const curve = store.getState().curves[role];
    if (answer && curve?.runId === runId) put(role, { ...curve, epochs: mergeEpochs(answer.epochs, curve.epochs) });
  }

  function epochDone({ runId, role, epochs: planned, metrics }: EventPayload<"epoch">): void {
    const curve = store.getState().curves[role];
    // A run that was begun before this window opened has earlier epochs, which are asked for.
    if (curve?.runId !== runId && metrics.epoch > 1) void load(role, runId, planned);
    const epochs = store.getState().curves[role]?.runId === runId ? store.getState().curves[role]!.epochs : [];
    put(role, { runId, epochs: mergeEpochs(epochs, [metrics]), planned });
    if (metrics.epoch === 1) store.setState({ role });
  }

  function follow(project: ProjectState): void {
    const runIds = { primitive: project.primitiveRunId, control: project.controlRunId, vas: project.vasRunId };
    for (const role of runRoles) {
      const curve = store.getState().curves[role];
      const runId = runIds[role];
      if (runId && curve?.runId !== runId) void load(role, runId, null);
      else if (curve && curve.runId === runId && curve.planned !== null) put(role, { ...curve, planned: null });
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
