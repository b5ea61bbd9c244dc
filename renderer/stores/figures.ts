// Fig. 2 and 3 as the engine makes them of the project; asked for while they are looked at, and again whenever they may have changed.
import { createStore, type StoreApi } from "zustand/vanilla";
import { type Figure2, type Figure3, mostFigureColumns, usualFigureColumns } from "../../core/contract/figure-views.ts";
import type { OutputOf } from "../../core/contract/requests.ts";
import type { FiguresLook } from "../../core/contract/view-state.ts";
import type { Client } from "../../core/wire.ts";
import type { WorkbenchStore } from "./workbench.ts";

/** The picture of a data set that stands in a cell. */
export interface PictureChoice {
  datasetId: string;
  row: number;
}

export interface FiguresState {
  figure2: Figure2 | null;
  /** null before mining, too. */
  figure3: Figure3 | null;
  /** What was decided against licences. */
  decisions: OutputOf<"figure.decisions"> | null;
  /** A picture for a cell of Fig. 2; null goes back to the first that can be read. */
  pick(columnId: string, className: string, picture: PictureChoice | null): Promise<void>;
  /** The columns of Fig. 2 beside the paper's. */
  showColumns(added: string[]): Promise<void>;
  changeLook(change: Partial<FiguresLook>): void;
}
export type FiguresStore = StoreApi<FiguresState>;

/** How figures look before anybody has changed it. */
export const usualLook: FiguresLook = { number: 2, columns: usualFigureColumns, values: "none" };

export function createFiguresStore(client: Client, workbench: WorkbenchStore): FiguresStore {
  const { attempt, apply, changeView } = workbench.getState();
  const store = createStore<FiguresState>()(() => ({
    figure2: null,
    figure3: null,
    decisions: null,
    pick: (columnId, className, picture) => apply(client.request("figure2.pick", { columnId, className, picture })),
    showColumns: (added) => apply(client.request("figure2.columns", { added })),
    changeLook(change) {
      changeView({ figures: { ...(workbench.getState().view.figures ?? usualLook), ...change } });
    },
  }));

  /** Of several answers the one to the latest question counts. */
  let latest = 0;
  async function loadFigure2(): Promise<void> {
    const question = ++latest;
    const figure2 = await attempt(client.request("figure2.get", {}));
    if (figure2 && question === latest) store.setState({ figure2 });
  }

  /** Pool and selection of what is shown; while they stay, so does it. */
  let shown = "";
  async function loadFigure3(): Promise<void> {
    const { project } = workbench.getState();
    const { poolId = null, selection = null } = project ?? {};
    const asked = JSON.stringify([poolId, selection]);
    if (asked === shown) return;
    shown = asked;
    if (poolId === null || selection === null) {
      store.setState({ figure3: null });
      return;
    }
    // As many as any layout shows: then a change of columns asks nothing.
    const figure3 = await attempt(client.request("figure3.get", { poolId, selection, columns: mostFigureColumns }));
    if (shown !== asked) return;
    if (figure3) store.setState({ figure3 });
    else shown = ""; // the next news of the project asks again
  }

  async function loadDecisions(): Promise<void> {
    const decisions = await attempt(client.request("figure.decisions", {}));
    if (decisions) store.setState({ decisions });
  }

  workbench.subscribe(({ project, view }, before) => {
    if (!project || view.view !== "figures") return;
    if (project === before.project && before.view.view === "figures") return;
    void loadFigure2();
    void loadFigure3();
    void loadDecisions();
  });
  return store;
}
