// Which table of the paper is looked at, and its pages as the engine last made them.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { ProjectState } from "../../core/contract/project-state.ts";
import type { TablePage } from "../../core/contract/table-views.ts";
import type { Client } from "../../core/wire.ts";
import { isUnfinished } from "./jobs.ts";
import type { WorkbenchStore } from "./workbench.ts";

type Table = TablePage["table"];

export interface TablesState {
  table: Table;
  /** By table; those that were looked at. */
  pages: Partial<Record<Table, TablePage>>;
  show(table: Table): void;
  /** Queues what a table lacks, or one row of it. */
  run(rowId: string | null): void;
}

export type TablesStore = StoreApi<TablesState>;

export function createTablesStore(client: Client, workbench: WorkbenchStore): TablesStore {
  const { attempt } = workbench.getState();
  const store = createStore<TablesState>()((set, get) => ({
    table: 1,
    pages: {},
    show(table) {
      set({ table });
      look();
    },
    run(rowId) {
      void attempt(client.request("tables.run", { table: get().table, rowId }));
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
  return store;
}

/** What results and missing inputs change with: jobs that ended, weights that came or went. */
const madeOf = ({ dataset, jobs, weights }: ProjectState): string =>
  JSON.stringify([dataset?.id, weights.map(({ id }) => id), jobs.filter((job) => !isUnfinished(job)).map(({ id, state }) => [id, state])]);
