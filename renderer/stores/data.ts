// Which images of the data set are looked at, and which pool files could not be read.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Split } from "../../core/contract/dataset-summary.ts";
import type { ProjectState } from "../../core/contract/project-state.ts";
import type { OutputOf } from "../../core/contract/requests.ts";
import type { Client } from "../../core/wire.ts";
import { createPager, type Pager } from "../gallery/pager.ts";
import type { WorkbenchStore } from "./workbench.ts";

export type SampleRow = OutputOf<"data.page">["rows"][number];

export interface DataState {
  split: Split;
  classIndex: number | null;
  skipped: OutputOf<"data.skipped"> | null;
  showSplit(split: Split): void;
  showClass(classIndex: number | null): void;
}

export interface DataStore extends StoreApi<DataState> {
  samples: Pager<SampleRow>;
}

export function createDataStore(client: Client, workbench: WorkbenchStore): DataStore {
  const samples = createPager<SampleRow>();
  const store = createStore<DataState>()((set) => ({
    split: "anchor",
    classIndex: null,
    skipped: null,
    showSplit(split) {
      set({ split });
      askSamples();
    },
    showClass(classIndex) {
      set({ classIndex });
      askSamples();
    },
  }));

  function askSamples(): void {
    const { split, classIndex } = store.getState();
    if (!workbench.getState().project?.dataset) {
      samples.ask(null);
      return;
    }
    samples.ask((from, count) => client.request("data.page", { split, classIndex, from, count }));
  }

  let datasetId: string | null = null;
  let poolId: string | null = null;
  function follow(project: ProjectState): void {
    if ((project.dataset?.id ?? null) !== datasetId) {
      datasetId = project.dataset?.id ?? null;
      store.setState({ classIndex: null });
      askSamples();
    } else samples.retry();
    if (project.poolId !== poolId) {
      poolId = project.poolId;
      void loadSkipped(poolId);
    }
  }

  async function loadSkipped(ofPool: string | null): Promise<void> {
    store.setState({ skipped: null });
    if (!ofPool) return;
    const skipped = await workbench.getState().attempt(client.request("data.skipped", { poolId: ofPool }));
    if (poolId !== ofPool) return;
    if (skipped) store.setState({ skipped });
    else poolId = null; // the next news of the project asks again
  }

  workbench.subscribe((state, before) => {
    if (state.project && state.project !== before.project) follow(state.project);
  });
  return { ...store, samples };
}
