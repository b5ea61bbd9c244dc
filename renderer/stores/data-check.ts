// What the latest check of the data set found, which labels are doubtful, and which of these lists is looked at.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { DataCheckReport, DoubtfulLabels, LeftOutPictures } from "../../core/contract/data-check-views.ts";
import type { ProjectState } from "../../core/contract/project-state.ts";
import type { Client } from "../../core/wire.ts";
import type { WorkbenchStore } from "./workbench.ts";

export const checkLists = ["left-out", "duplicates", "persons", "labels"] as const;
export type CheckList = (typeof checkLists)[number];

export interface DataCheckState {
  /** null where the data set was not checked; undefined before the engine has said. */
  report: DataCheckReport | null | undefined;
  doubtful: DoubtfulLabels | null;
  /** null where the data set has all pictures that it was imported with. */
  leftOut: LeftOutPictures | null;
  /** In the place of the pictures; null shows the pictures. */
  list: CheckList | null;
  show(list: CheckList | null): void;
}
export type DataCheckStore = StoreApi<DataCheckState>;

export function createDataCheckStore(client: Client, workbench: WorkbenchStore): DataCheckStore {
  const store = createStore<DataCheckState>()((set) => ({
    report: undefined,
    doubtful: null,
    leftOut: null,
    list: null,
    show: (list) => set({ list }),
  }));
  /** What the answers depend on; while it stays, so do they. */
  let asked = "";
  let datasetId: string | null = null;

  async function follow({ dataset, poolId, calibrationId, jobs }: ProjectState): Promise<void> {
    const checks = jobs.filter(({ kind, state }) => kind === "check-data" && state === "done").map(({ id }) => id);
    const now = JSON.stringify([dataset?.id, poolId, calibrationId, checks]);
    if (now === asked) return;
    asked = now;
    if ((dataset?.id ?? null) !== datasetId) {
      datasetId = dataset?.id ?? null;
      store.setState({ report: undefined, doubtful: null, leftOut: null, list: null }); // at once: they were of another data set
    }
    if (dataset === null) return;
    const { attempt } = workbench.getState();
    const [check, doubtful, left] = await Promise.all([
      attempt(client.request("data.check", {})),
      attempt(client.request("data.doubtful-labels", {})),
      attempt(client.request("data.left-out", {})),
    ]);
    if (asked !== now) return; // a later question is under way
    if (check && doubtful && left) store.setState({ report: check.report, doubtful, leftOut: left.leftOut });
    else asked = ""; // the next news of the project asks again
  }

  workbench.subscribe((state, before) => {
    if (state.project && state.project !== before.project) void follow(state.project);
  });
  return store;
}
