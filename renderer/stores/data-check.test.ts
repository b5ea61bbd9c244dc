import { describe, expect, it, vi } from "vitest";
import type { DataCheckReport, DoubtfulLabels, LeftOutPictures } from "../../core/contract/data-check-views.ts";
import type { DatasetSummary } from "../../core/contract/dataset-summary.ts";
import type { JobView } from "../../core/contract/job-view.ts";
import type { ProjectState } from "../../core/contract/project-state.ts";
import { createDataCheckStore } from "./data-check.ts";
import { clientOf, projectState } from "./project-state.fixture.ts";
import { createWorkbenchStore } from "./workbench.ts";

const settled = () => new Promise((resume) => setImmediate(resume));
const report = (datasetId: string) => ({ datasetId }) as DataCheckReport;
const dataset = (id: string) => ({ id }) as DatasetSummary;
const check = (id: string, state: JobView["state"]) => ({ id, kind: "check-data", state }) as JobView;

/** An engine that has checked the data set called data-1. */
function open() {
  const ask = vi.fn((): { report: DataCheckReport | null } => ({ report: report("data-1") }));
  const askLabels = vi.fn((): DoubtfulLabels => ({ needs: "calibration", found: null }));
  const askLeftOut = vi.fn((): { leftOut: LeftOutPictures | null } => ({ leftOut: null }));
  const client = clientOf({ "data.check": ask, "data.doubtful-labels": askLabels, "data.left-out": askLeftOut });
  const workbench = createWorkbenchStore(client);
  const store = createDataCheckStore(client, workbench);
  const hear = async (changes: Partial<ProjectState>) => {
    workbench.getState().projectChanged(projectState({ dataset: dataset("data-1"), ...changes }));
    await settled();
  };
  return { ask, askLabels, askLeftOut, hear, store };
}

describe("the check of the data in the window", () => {
  it("is asked for once for a data set, and again when another check is done", async () => {
    const { ask, hear, store } = open();
    expect(store.getState().report).toBeUndefined();
    await hear({});
    await hear({ jobs: [check("job-1", "running")] });
    expect(ask).toHaveBeenCalledTimes(1);
    await hear({ jobs: [check("job-1", "done")] });
    expect(ask).toHaveBeenCalledTimes(2);
    expect(store.getState().report).toEqual(report("data-1"));
  });

  it("asks for doubtful labels again when out-of-fold anchors are there", async () => {
    const { askLabels, hear } = open();
    await hear({});
    await hear({ calibrationId: "calibration-1" });
    expect(askLabels).toHaveBeenCalledTimes(2);
  });

  it("forgets what it showed with its data set, the open list too", async () => {
    const { ask, hear, store } = open();
    await hear({});
    store.getState().show("labels");
    ask.mockReturnValue({ report: null });
    await hear({ dataset: dataset("data-2") });
    expect(store.getState()).toMatchObject({ report: null, list: null });
  });

  it("knows what the data set was made without, until another one takes its place", async () => {
    const { askLeftOut, hear, store } = open();
    const leftOut = { datasetId: "data-0", total: 0, pairs: [] };
    askLeftOut.mockReturnValueOnce({ leftOut });
    await hear({});
    expect(store.getState().leftOut).toBe(leftOut);
    await hear({ dataset: dataset("data-0") });
    expect(store.getState().leftOut).toBeNull();
  });

  it("asks again after an answer that failed", async () => {
    const { ask, hear, store } = open();
    ask.mockImplementationOnce(() => {
      throw new Error("not now");
    });
    await hear({});
    expect(store.getState().report).toBeUndefined();
    await hear({});
    expect(store.getState().report).toEqual(report("data-1"));
  });
});
