import { describe, expect, it, vi } from "vitest";
import type { EpochMetrics } from "../../core/contract.ts";
import { WorkbenchError } from "../../core/errors.ts";
import { clientOf, projectState } from "./project-state.fixture.ts";
import { createTrainStore, mergeEpochs } from "./train.ts";
import { createWorkbenchStore } from "./workbench.ts";

const epoch = (number: number, trainLoss = 1): EpochMetrics => ({
  epoch: number,
  learningRate: 0.05,
  trainLoss,
  trainAccuracy: 0.5,
  validationLoss: null,
  validationAccuracy: null,
  imagesPerSecond: 200,
});
const settled = () => new Promise((resume) => setImmediate(resume));

describe("the curves of the runs", () => {
  it("take a later report of an epoch for the earlier one, in order", () => {
    expect(mergeEpochs([epoch(2, 0.9), epoch(1)], [epoch(2, 0.8)])).toEqual([epoch(1), epoch(2, 0.8)]);
  });

  it("are asked for once a run, and again when the engine died before it answered", async () => {
    const epochs = vi.fn<() => unknown>(() => ({ epochs: [epoch(1), epoch(2)] }));
    epochs.mockImplementationOnce(() => {
      throw new WorkbenchError("engine-died", "The engine stopped before it answered.");
    });
    const client = clientOf({ "run.epochs": epochs });
    const workbench = createWorkbenchStore(client);
    const train = createTrainStore(client, workbench);
    const hear = async () => {
      workbench.getState().projectChanged(projectState());
      await settled();
    };
    await hear();
    expect(train.getState().curves.primitive?.epochs).toEqual([]);
    await hear();
    expect(train.getState().curves.primitive?.epochs).toHaveLength(2);
    await hear();
    expect(epochs).toHaveBeenCalledTimes(2);
  });
});
