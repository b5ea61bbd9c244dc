import { describe, expect, it, vi } from "vitest";
import type { ProjectState } from "../../core/contract/project-state.ts";
import type { EpochMetrics, RunSummary } from "../../core/contract/run-views.ts";
import { WorkbenchError } from "../../core/errors.ts";
import { clientOf, projectState, runSummary } from "./project-state.fixture.ts";
import { bestEpochOf, createTrainStore, mergeEpochs } from "./train.ts";
import { createWorkbenchStore } from "./workbench.ts";

const epoch = (number: number, changes: Partial<EpochMetrics> = {}): EpochMetrics => ({
  epoch: number,
  learningRate: 0.05,
  trainLoss: 1,
  trainAccuracy: 0.5,
  validationLoss: null,
  validationAccuracy: null,
  imagesPerSecond: 200,
  ...changes,
});
const settled = () => new Promise((resume) => setImmediate(resume));

/** A window that hears of a project with these runs. */
function open(runs: RunSummary[]) {
  const list = vi.fn<() => unknown>(() => ({ runs }));
  const epochs = vi.fn<() => unknown>(() => ({ epochs: [epoch(1), epoch(2)] }));
  const client = clientOf({ "runs.list": list, "run.epochs": epochs });
  const workbench = createWorkbenchStore(client);
  const train = createTrainStore(client, workbench);
  const hear = async (changes: Partial<ProjectState> = {}) => {
    workbench.getState().projectChanged(projectState(changes));
    await settled();
  };
  return { list, epochs, train, hear };
}

describe("the epochs of a run", () => {
  it("take a later report of an epoch for the earlier one, in order", () => {
    const later = epoch(2, { trainLoss: 0.8 });
    expect(mergeEpochs([epoch(2, { trainLoss: 0.9 }), epoch(1)], [later])).toEqual([epoch(1), later]);
  });

  it("are asked for once a run, and again when the engine died before it answered", async () => {
    const { epochs, train, hear } = open([runSummary({ id: "run-1" })]);
    epochs.mockImplementationOnce(() => {
      throw new WorkbenchError("engine-died", "The engine stopped before it answered.");
    });
    await hear();
    expect(train.getState().epochs["run-1"]).toBeUndefined();
    await hear();
    expect(train.getState().epochs["run-1"]).toHaveLength(2);
    await hear();
    expect(epochs).toHaveBeenCalledTimes(2);
  });

  it("have a best one only with a validation split, the first of equals", () => {
    expect(bestEpochOf([epoch(1), epoch(2)])).toBeNull();
    const held = [0.4, 0.7, 0.7, 0.6].map((validationAccuracy, index) => epoch(index + 1, { validationAccuracy }));
    expect(bestEpochOf(held)?.epoch).toBe(2);
  });
});

describe("the list of runs", () => {
  it("shows the newest run first, and stays at the one that was chosen", async () => {
    const { train, hear } = open([runSummary({ id: "new" }), runSummary({ id: "old" })]);
    await hear();
    expect(train.getState().shownRunId).toBe("new");
    train.getState().showRun("old");
    await hear({ vasRunId: "new" });
    expect(train.getState().shownRunId).toBe("old");
  });

  it("goes to a run when its training begins, and not back to it later", async () => {
    const { train, hear } = open([runSummary({ id: "live", state: "training" }), runSummary({ id: "old" })]);
    const training = { runId: "live", role: "vas" as const, epochs: 6 };
    await hear({ training: null });
    train.getState().showRun("old");
    await hear({ training });
    expect(train.getState().shownRunId).toBe("live");
    train.getState().showRun("old");
    await hear({ training });
    expect(train.getState().shownRunId).toBe("old");
  });

  it("is asked for when a run or a job changes, not with every news of the project", async () => {
    const { list, hear } = open([]);
    await hear();
    await hear({ undo: "change of seed" });
    expect(list).toHaveBeenCalledTimes(1);
    await hear({ primitiveRunId: "run-2" });
    expect(list).toHaveBeenCalledTimes(2);
  });
});
