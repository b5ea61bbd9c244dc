// Which faces are looked at before and after they were turned upright: a role, those that were found or not, a page of them.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { AlignedFace } from "../../core/contract/alignment-requests.ts";
import type { Split } from "../../core/contract/dataset-summary.ts";
import type { ProjectState } from "../../core/contract/project-state.ts";
import type { Client } from "../../core/wire.ts";
import type { WorkbenchStore } from "./workbench.ts";

export type AlignmentShow = "all" | "found" | "not-found";
/** Pairs of a page: about two screens. */
export const pairsShown = 24;

export interface AlignmentState {
  /** The tab of the Data view. */
  isShown: boolean;
  split: Split;
  show: AlignmentShow;
  /** Rank of the first face that is shown. */
  first: number;
  /** null until the first answer. */
  page: { total: number; rows: AlignedFace[] } | null;
  setShown(isShown: boolean): void;
  /** Begins at the first face. */
  showFaces(change: Partial<Pick<AlignmentState, "split" | "show">>): void;
  goTo(first: number): void;
}

export type AlignmentStore = StoreApi<AlignmentState>;

export function createAlignmentStore(client: Client, workbench: WorkbenchStore): AlignmentStore {
  const store = createStore<AlignmentState>()((set, get) => ({
    isShown: false,
    split: "anchor",
    show: "all",
    first: 0,
    page: null,
    setShown(isShown) {
      set({ isShown });
      if (isShown && get().page === null) void load();
    },
    showFaces(change) {
      set({ ...change, first: 0, page: null });
      void load();
    },
    goTo(first) {
      set({ first });
      void load();
    },
  }));

  let asked = 0;
  async function load(): Promise<void> {
    const question = ++asked;
    const { split, show, first } = store.getState();
    const page = await workbench.getState().attempt(client.request("data.alignment", { split, show, from: first, count: pairsShown }));
    if (page && question === asked) store.setState({ page }); // an answer to an earlier question comes too late
  }

  /** Another data set is looked at from its first aligned role on. */
  function follow({ dataset }: ProjectState, before: ProjectState | null): void {
    if (dataset?.id === before?.dataset?.id) return;
    const split = (["anchor", "test", "pool"] as const).find((role) => dataset?.alignment?.[role]) ?? "anchor";
    asked++;
    store.setState({ split, show: "all", first: 0, page: null, isShown: store.getState().isShown && dataset?.alignment !== undefined });
    if (store.getState().isShown) void load();
  }

  workbench.subscribe((state, before) => {
    if (state.project && state.project !== before.project) follow(state.project, before.project);
  });
  return store;
}
