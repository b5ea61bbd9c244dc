// What the networks cost with the project's classes: all of them at their usual size, and the chosen one at the chosen size.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { ProjectState } from "../../core/contract/project-state.ts";
import type { NetworkCost } from "../../core/contract/run-views.ts";
import { inputSizes } from "../../core/networks/input-sizes.ts";
import { type NetworkName, networkNames } from "../../core/recipe.ts";
import type { Client } from "../../core/wire.ts";
import type { WorkbenchStore } from "./workbench.ts";

export interface NetworkCostsState {
  /** By `keyOf`; empty without a data set, because the last layer has as many outputs as it has classes. */
  costs: Record<string, NetworkCost>;
}
export type NetworkCostsStore = StoreApi<NetworkCostsState>;

interface Asked {
  name: NetworkName;
  inputSize: number;
}

export const keyOf = (name: NetworkName, inputSize: number): string => `${name}@${inputSize}`;

export function createNetworkCostsStore(client: Client, workbench: WorkbenchStore): NetworkCostsStore {
  const store = createStore<NetworkCostsState>()(() => ({ costs: {} }));
  let classCount = 0;
  let asked = new Set<string>();

  function follow({ dataset, classes, recipe }: ProjectState): void {
    if (dataset === null) return;
    if (classes.length !== classCount) {
      classCount = classes.length;
      asked = new Set();
      store.setState({ costs: {} });
    }
    const usual = networkNames.map((name) => ({ name, inputSize: inputSizes[name].usual }));
    const wanted = [...usual, { name: recipe.network, inputSize: recipe.inputSize }];
    const missing = wanted.filter(({ name, inputSize }) => !asked.has(keyOf(name, inputSize)));
    if (missing.length > 0) void load(missing, asked);
  }

  /** @param askedThen  of the classes at that time: an answer for others comes too late */
  async function load(networks: readonly Asked[], askedThen: Set<string>): Promise<void> {
    const keys = networks.map(({ name, inputSize }) => keyOf(name, inputSize));
    for (const key of keys) askedThen.add(key);
    const answer = await workbench.getState().attempt(client.request("networks.costs", { networks: [...networks] }));
    if (askedThen !== asked) return;
    if (!answer) {
      for (const key of keys) asked.delete(key); // the next news of the project asks again
      return;
    }
    const added = Object.fromEntries(keys.map((key, index) => [key, answer.costs[index]!]));
    store.setState(({ costs }) => ({ costs: { ...costs, ...added } }));
  }

  workbench.subscribe((state, before) => {
    if (state.project && state.project !== before.project) follow(state.project);
  });
  return store;
}
