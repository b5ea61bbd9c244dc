// Which table of the paper is looked at, its pages as the engine last made them, and the dialog of what they run with.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { ProjectState } from "../../core/contract/project-state.ts";
import type { KnownSet } from "../../core/contract/set-views.ts";
import { readerOfSet, type TableSetupChange } from "../../core/contract/table-setup.ts";
import type { TablePage } from "../../core/contract/table-views.ts";
import type { TableSet } from "../../core/reproduction/reproduction-recipe.ts";
import type { Client } from "../../core/wire.ts";
import { isUnfinished } from "./jobs.ts";
import type { KnownSetsStore } from "./known-sets.ts";
import type { WorkbenchStore } from "./workbench.ts";

type Table = TablePage["table"];

export interface TablesState {
  table: Table;
  /** By table; those that were looked at. */
  pages: Partial<Record<Table, TablePage>>;
  show(table: Table): void;
  /** Queues what a table lacks, or one row of it. */
  run(rowId: string | null): void;
  /** Whether what the tables run with is being looked at. */
  isSetupOpen: boolean;
  setSetupOpen(isOpen: boolean): void;
  /** Changes what all tables run with, as one undoable step. */
  configure(change: TableSetupChange): void;
  /** Opens the host's folder dialog; what is added plays the part, if it can. */
  addSet(part: TableSet): Promise<void>;
  /** A folder that was added for a part, and is another data set. */
  unfit: { part: TableSet; set: KnownSet } | null;
}

export type TablesStore = StoreApi<TablesState>;

export function createTablesStore(client: Client, workbench: WorkbenchStore, knownSets: KnownSetsStore): TablesStore {
  const { attempt, apply } = workbench.getState();
  let awaiting: TableSet | null = null;
  const store = createStore<TablesState>()((set, get) => ({
    table: 1,
    pages: {},
    isSetupOpen: false,
    unfit: null,
    show(table) {
      set({ table });
      look();
    },
    run(rowId) {
      void attempt(client.request("tables.run", { table: get().table, rowId }));
    },
    setSetupOpen: (isSetupOpen) => set({ isSetupOpen, unfit: null }),
    configure(change) {
      set({ unfit: null });
      void apply(client.request("tables.configure", change));
    },
    async addSet(part) {
      set({ unfit: null });
      awaiting = (await knownSets.getState().add()) ? part : null;
    },
  }));

  /** By table, what the project was like when its page was asked for; resampling a page takes the engine seconds. */
  const asked = new Map<Table, string>();

  /** Asks for the page that is looked at, unless nothing has happened since. */
  function look(): void {
    const { project, view } = workbench.getState();
    if (project === null || view.view !== "tables") return;
    const { table } = store.getState();
    const made = madeOf(project);
    if (asked.get(table) === made) return;
    asked.set(table, made);
    void attempt(client.request("tables.page", { table })).then((answer) => {
      if (asked.get(table) !== made) return;
      if (answer) store.setState(({ pages }) => ({ pages: { ...pages, [table]: answer.page } }));
      else asked.delete(table); // the next news of the project asks again
    });
  }

  workbench.subscribe(look);
  knownSets.subscribe(({ sets }, before) => {
    const added = before.sets && sets?.find(({ id }) => !before.sets!.some((known) => known.id === id));
    if (!added || awaiting === null) return;
    const part = awaiting;
    awaiting = null;
    if (canPlay(added, part)) store.getState().configure({ sets: { [part]: added.id } });
    else store.setState({ unfit: { part, set: added } });
  });
  return store;
}

/** Whether a known set can play a part of the tables. */
export const canPlay = ({ reader }: Pick<KnownSet, "reader">, part: TableSet): boolean => part === "pool" || reader === readerOfSet[part];

/** What results and missing inputs change with: jobs that ended, and what the tables run with. */
const madeOf = ({ dataset, jobs, tables }: ProjectState): string =>
  JSON.stringify([dataset?.id, tables, jobs.filter((job) => !isUnfinished(job)).map(({ id, state }) => [id, state])]);
