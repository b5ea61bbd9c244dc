import { describe, expect, it, vi } from "vitest";
import type { SampleTable } from "../datasets/sample-table.ts";
import { MarginIndex } from "../mining/margin-index.ts";
import { at } from "../mining/selection.fixture.ts";
import { ThresholdCounts } from "../mining/threshold-counts.ts";
import { finishedResult, runStart } from "../project/run.fixture.ts";
import type { EngineContext } from "./context.ts";
import { resultsReader } from "./results.ts";

/** Three pool images, rows 0 to 2, and two test images; margins 0.25, 0.5 and 0.75; the first pseudo-label is wrong. */
function project({ isRetrained }: { isRetrained: boolean }) {
  const columns = {
    rows: Uint32Array.of(0, 1, 2),
    labels: Uint8Array.of(1, 1, 0),
    similarities: Float32Array.of(0.9, 0.8, 0.7),
    values: Float32Array.of(0.25, 0.5, 0.75),
  };
  const counts = ThresholdCounts.ofColumns(columns.values, columns.labels, 2);
  const pool = {
    classCount: 2,
    columns: () => columns,
    counts: async () => counts,
    countsAt: async () => counts,
    index: vi.fn(async () => MarginIndex.of(columns, 2)),
  };
  const samples: Partial<SampleTable> = {
    label: Int16Array.of(0, 1, 0, 0, 1),
    person: new Int32Array(5).fill(-1),
    sequence: new Int32Array(5).fill(-1),
  };
  const opened = {
    pool: vi.fn(async () => pool),
    samples: async () => samples,
    predictions: vi.fn(async (runId: string) => ({
      rows: Float64Array.of(3, 4),
      labels: Int16Array.of(0, 1),
      predicted: runId === "vas" ? Int16Array.of(0, 1) : Int16Array.of(1, 1),
      confidences: Float32Array.of(0.5, 0.5),
    })),
  };
  const runs = Object.fromEntries(
    (["primitive", "control", "vas"] as const).map((role) => [
      role,
      { ...runStart, id: role, role, selection: at(0.5), state: "finished", result: finishedResult },
    ]),
  );
  const selections = new Map([["pool-1", at(0.75)]]);
  const retrained = { vasRunId: isRetrained ? "vas" : null, controlRunId: isRetrained ? "control" : null };
  const current = { datasetId: "data-1", primitiveRunId: "primitive", poolId: "pool-1", calibrationId: null, ...retrained };
  const store = {
    settings: { get: () => current },
    runs: { get: (id: string) => runs[id] },
    pools: { get: () => ({ id: "pool-1", datasetId: "data-1", result: { ...finishedResult, rowCount: 3, skippedCount: 0 } }) },
    selections,
    datasets: { get: () => ({ classes: ["happiness", "neutral"], hasGroups: false }) },
  };
  const context = { project: { store }, opened } as unknown as EngineContext;
  return { read: resultsReader(context), pool, opened, selections, runs };
}

describe("the results", () => {
  it("score the selection that VAS was trained on, whatever the selection is by now", async () => {
    const { read } = project({ isRetrained: true });
    const { mining, difference, precisionCurves } = await read();
    expect(mining).toMatchObject({ selection: at(0.5), selectedCount: 2, selectedByClass: [1, 1], precision: 1 });
    expect(difference?.difference).toBe(0.5);
    expect(precisionCurves.map(({ rule }) => rule)).toEqual(["margin", "confidence"]);
  });

  it("are walked and resampled for once, however often the selection is saved", async () => {
    const { read, pool, opened, selections } = project({ isRetrained: true });
    const first = await read();
    selections.set("pool-1", at(0.25));
    expect(await read()).toEqual(first);
    expect(pool.index).toHaveBeenCalledTimes(1);
    expect(opened.pool).toHaveBeenCalledTimes(2); // for the scored selection and for the curves
    expect(opened.predictions).toHaveBeenCalledTimes(2); // one for each run
  });

  it("show the last epoch and the best one apart, as far as there was a validation split", async () => {
    const { read, runs } = project({ isRetrained: true });
    const [last, best] = [
      [9, 0.5, 3, 1],
      [4, 0.75, 2, 2],
    ].map(([epoch, validationAccuracy, right, wrong]) => ({
      epoch: epoch!,
      validationAccuracy: validationAccuracy!,
      confusion: [
        [right!, wrong!],
        [0, 0],
      ],
    }));
    runs.vas!.result = { ...finishedResult, last: last!, best: { ...best!, weightsDigest: "b1" } };
    const { vas, control } = await read();
    expect(vas).toMatchObject({
      keptEpoch: "last",
      last: { epoch: 9, validationAccuracy: 0.5, accuracy: 0.75 },
      best: { epoch: 4, validationAccuracy: 0.75, accuracy: 0.5 },
    });
    expect(control).toMatchObject({ last: null, best: null });
  });

  it("count the selection as it stands before VAS, unscored, without sorting the pool", async () => {
    const { read, pool, selections } = project({ isRetrained: false });
    expect((await read()).mining).toMatchObject({ selectedCount: 1, selectedByClass: [1, 0], precision: null });
    selections.set("pool-1", at(0.25));
    expect((await read()).mining).toMatchObject({ selectedCount: 3, precision: null });
    expect(pool.index).not.toHaveBeenCalled();
  });
});
