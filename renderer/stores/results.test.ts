import { describe, expect, it, vi } from "vitest";
import type { ProjectState } from "../../core/contract/project-state.ts";
import { WorkbenchError } from "../../core/errors.ts";
import { at } from "../../core/mining/selection.fixture.ts";
import { clientOf, projectState } from "./project-state.fixture.ts";
import { createResultsStore } from "./results.ts";
import { createWorkbenchStore } from "./workbench.ts";

const nothing = { primitive: null, control: null, vas: null, difference: null, mining: null, precisionCurves: [] };
const settled = () => new Promise((resume) => setImmediate(resume));

/** A window that hears of a project, and what it asks of the engine. */
function open() {
  const get = vi.fn<() => unknown>(() => nothing);
  const client = clientOf({ "results.get": get });
  const workbench = createWorkbenchStore(client);
  const results = createResultsStore(client, workbench);
  const hear = async (changes: Partial<ProjectState>) => {
    workbench.getState().projectChanged(projectState(changes));
    await settled();
  };
  return { get, results, hear };
}

describe("the results of the window", () => {
  it("follow the selection before VAS, and no longer once VAS was trained on one", async () => {
    const { get, hear } = open();
    await hear({ selection: at(0.25) });
    await hear({ selection: at(0.5) });
    expect(get).toHaveBeenCalledTimes(2);
    await hear({ selection: at(0.5), vasRunId: "run-2" });
    await hear({ selection: at(0.75), vasRunId: "run-2" });
    expect(get).toHaveBeenCalledTimes(3);
  });

  it("are asked for again when the engine died before it answered", async () => {
    const { get, results, hear } = open();
    get.mockImplementationOnce(() => {
      throw new WorkbenchError("engine-died", "The engine stopped before it answered.");
    });
    await hear({});
    expect(results.getState().results).toBeNull();
    await hear({});
    expect(results.getState().results).toEqual(nothing);
    await hear({});
    expect(get).toHaveBeenCalledTimes(2);
  });
});
