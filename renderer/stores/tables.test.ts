import { describe, expect, it, vi } from "vitest";
import type { JobView } from "../../core/contract/job-view.ts";
import type { ProjectState } from "../../core/contract/project-state.ts";
import type { KnownSet } from "../../core/contract/set-views.ts";
import type { TableSetupChange } from "../../core/contract/table-setup.ts";
import { WorkbenchError } from "../../core/errors.ts";
import { rafDb, webFaces } from "./known-set.fixture.ts";
import { createKnownSetsStore } from "./known-sets.ts";
import { clientOf, projectState } from "./project-state.fixture.ts";
import { createTablesStore } from "./tables.ts";
import { createWorkbenchStore } from "./workbench.ts";

const settled = () => new Promise((resume) => setImmediate(resume));
const job = (state: JobView["state"]) => ({ id: "job-1", state }) as JobView;

/** A window at the Tables view, and what it asks of the engine. */
function open() {
  const ask = vi.fn(({ table }: { table: number }): unknown => ({ page: { table } }));
  const run = vi.fn((_input: { table: number; rowId: string | null }) => ({ jobId: "job-1" }));
  const workbench = createWorkbenchStore(clientOf({ "tables.page": ask, "tables.run": run, "view.save": () => ({}) }));
  const configure = vi.fn((_change: TableSetupChange) => projectState());
  const client = clientOf({
    ...{ "tables.page": ask, "tables.run": run, "tables.configure": configure },
    ...{ "host.add-set": () => ({ chosen: true }), "sets.list": () => ({ sets }) },
  });
  let sets: KnownSet[] = [];
  const knownSets = createKnownSetsStore(client, workbench);
  const tables = createTablesStore(client, workbench, knownSets);
  const hear = async (changes: Partial<ProjectState> = {}) => {
    workbench.getState().projectChanged(projectState({ view: { ...projectState().view, view: "tables" }, ...changes }));
    await settled();
  };
  /** A look into a folder has ended, and it is a data set. */
  const find = async (set: KnownSet) => {
    sets = [set, ...sets];
    await hear({ jobs: [{ id: `look-${set.id}`, kind: "inspect-set", state: "done" } as JobView] });
  };
  return { ask, run, configure, workbench, tables, hear, find };
}

describe("the tables of the window", () => {
  it("are asked for when they are looked at, one by one, and not again while nothing has happened", async () => {
    const { ask, tables, hear } = open();
    await hear();
    await hear();
    tables.getState().show(6);
    await settled();
    tables.getState().show(1);
    await settled();
    expect(ask.mock.calls.map(([{ table }]) => table)).toEqual([1, 6]);
    expect(Object.keys(tables.getState().pages)).toEqual(["1", "6"]);
  });

  it("are not asked for while another view is shown", async () => {
    const { ask, workbench, hear } = open();
    await hear({ view: { ...projectState().view, view: "data" } });
    expect(ask).not.toHaveBeenCalled();
    workbench.getState().goTo("tables");
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it("are asked for again when a job has ended, and not while it runs", async () => {
    const { ask, hear } = open();
    await hear();
    await hear({ jobs: [job("running")] });
    expect(ask).toHaveBeenCalledTimes(1);
    await hear({ jobs: [job("done")] });
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it("are asked for again when the engine died before it answered", async () => {
    const { ask, tables, hear } = open();
    ask.mockImplementationOnce(() => {
      throw new WorkbenchError("engine-died", "The engine stopped before it answered.");
    });
    await hear();
    expect(tables.getState().pages).toEqual({});
    await hear();
    expect(tables.getState().pages[1]).toEqual({ table: 1 });
  });

  it("are run as a whole, or by row", async () => {
    const { run, tables, hear } = open();
    await hear();
    tables.getState().run(null);
    tables.getState().show(2);
    tables.getState().run("das-vgg");
    expect(run.mock.calls.map(([input]) => input)).toEqual([
      { table: 1, rowId: null },
      { table: 2, rowId: "das-vgg" },
    ]);
  });
});

describe("what the tables run with", () => {
  it("makes the page asked for anew when it has changed, by whatever hand", async () => {
    const { ask, hear } = open();
    const { tables } = projectState();
    await hear();
    await hear({ undo: "align" });
    expect(ask).toHaveBeenCalledTimes(1);
    await hear({ tables: { ...tables, sets: { ...tables.sets, pool: { setId: "set-pool", name: "web-faces" } } } });
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it("gets a folder that was added for one of its parts, where it is such a data set", async () => {
    const { configure, tables, hear, find } = open();
    await hear();
    await tables.getState().addSet("pool");
    await find(webFaces);
    expect(configure.mock.calls).toEqual([[{ sets: { pool: "set-pool" } }]]);

    await tables.getState().addSet("jaffe");
    await find(rafDb);
    expect(configure).toHaveBeenCalledTimes(1);
    expect(tables.getState().unfit).toEqual({ part: "jaffe", set: rafDb });
    tables.getState().configure({ sets: { rafdb: "set-raf" } });
    expect(tables.getState().unfit).toBeNull();
  });

  it("takes no folder that was added elsewhere", async () => {
    const { configure, hear, find } = open();
    await hear();
    await find(webFaces);
    expect(configure).not.toHaveBeenCalled();
  });
});
