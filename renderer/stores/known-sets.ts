// The data sets on disk that the project knows, asked for again whenever a look into a folder has ended.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { JobView } from "../../core/contract/job-view.ts";
import type { KnownSet } from "../../core/contract/set-views.ts";
import type { Client } from "../../core/wire.ts";
import type { WorkbenchStore } from "./workbench.ts";

export interface KnownSetsState {
  /** Newest first; null until the engine has told them. */
  sets: KnownSet[] | null;
  /** Opens the host's folder dialog. @returns whether a folder was chosen */
  add(): Promise<boolean>;
  /** Asks for another look: by another reader, or with other choices. */
  readAs(setId: string, reader: KnownSet["reader"], choices: Record<string, string>): Promise<void>;
  remove(setId: string): Promise<void>;
}

export type KnownSetsStore = StoreApi<KnownSetsState>;

export function createKnownSetsStore(client: Client, workbench: WorkbenchStore): KnownSetsStore {
  const { attempt } = workbench.getState();
  const store = createStore<KnownSetsState>()(() => ({
    sets: null,
    async add() {
      const answer = await attempt(client.request("host.add-set", {}));
      return answer?.chosen ?? false;
    },
    async readAs(setId, reader, choices) {
      await attempt(client.request("sets.read-as", { setId, reader, choices }));
    },
    async remove(setId) {
      await attempt(client.request("sets.remove", { setId }));
      await load();
    },
  }));

  async function load(): Promise<void> {
    const answer = await attempt(client.request("sets.list", {}));
    if (answer) store.setState({ sets: answer.sets });
    else loaded = null; // the next news of the project asks again
  }

  let loaded: string | null = null;
  function follow(jobs: readonly JobView[]): void {
    const looks = jobs.filter(({ kind, state }) => kind === "inspect-set" && state === "done").map(({ id }) => id);
    const key = looks.join();
    if (key === loaded) return;
    loaded = key;
    void load();
  }

  workbench.subscribe((state, before) => {
    if (state.project && state.project !== before.project) follow(state.project.jobs);
  });
  return store;
}
