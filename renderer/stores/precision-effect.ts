// What mining in bfloat16 changes for the current primitive learner, as it was last measured.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { MeasuredPrecisionEffect } from "../../core/contract/mining-views.ts";
import type { ProjectState } from "../../core/contract/project-state.ts";
import type { Client } from "../../core/wire.ts";
import type { WorkbenchStore } from "./workbench.ts";

export interface PrecisionEffectState {
  /** null while it was not measured for this learner. */
  effect: MeasuredPrecisionEffect | null;
}
export type PrecisionEffectStore = StoreApi<PrecisionEffectState>;

export function createPrecisionEffectStore(client: Client, workbench: WorkbenchStore): PrecisionEffectStore {
  const store = createStore<PrecisionEffectState>()(() => ({ effect: null }));
  /** What the answer depends on; while it stays, so does the effect. */
  let asked = "";

  async function follow({ primitiveRunId, jobs }: ProjectState): Promise<void> {
    const measurements = jobs.filter(({ kind, state }) => kind === "precision-effect" && state === "done");
    const now = JSON.stringify([primitiveRunId, measurements.map(({ id }) => id)]);
    if (now === asked) return;
    asked = now;
    const { effect } = store.getState();
    if (effect?.runId !== primitiveRunId) store.setState({ effect: null }); // at once: it was of another learner
    if (primitiveRunId === null) return;
    const answer = await workbench.getState().attempt(client.request("mining.precision-effect", {}));
    if (asked !== now) return; // a later question is under way
    if (answer) store.setState({ effect: answer.effect });
    else asked = ""; // the next news of the project asks again
  }

  workbench.subscribe((state, before) => {
    if (state.project && state.project !== before.project) void follow(state.project);
  });
  return store;
}
