import { describe, expect, it } from "vitest";
import type { DatasetSummary } from "../../core/contract/dataset-summary.ts";
import { WorkbenchError } from "../../core/errors.ts";
import { createDataStore } from "./data.ts";
import { clientOf, projectState } from "./project-state.fixture.ts";
import { createWorkbenchStore } from "./workbench.ts";

const settled = () => new Promise((resume) => setImmediate(resume));

describe("the data of the window", () => {
  it("are asked for again when the engine died before it answered", async () => {
    let isDead = true;
    const answering = (answer: unknown) => () => {
      if (isDead) throw new WorkbenchError("engine-died", "The engine stopped before it answered.");
      return answer;
    };
    const client = clientOf({
      "data.page": answering({ total: 3, rows: [] }),
      "data.skipped": answering({ count: 2, files: [] }),
    });
    const workbench = createWorkbenchStore(client);
    const data = createDataStore(client, workbench);
    const dataset = { id: "data-1" } as DatasetSummary;
    workbench.getState().projectChanged(projectState({ dataset }));
    await settled();
    isDead = false;
    workbench.getState().projectChanged(projectState({ dataset }));
    await settled();
    expect(data.samples.store.getState()).toMatchObject({ total: 3, error: null });
    expect(data.getState().skipped?.count).toBe(2);
  });
});
