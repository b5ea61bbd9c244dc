import { describe, expect, it } from "vitest";
import { at } from "../mining/selection.fixture.ts";
import type { Selection } from "../recipe.ts";
import { latestMadeOf } from "./latest-made.ts";

type Store = Parameters<typeof latestMadeOf>[0];

interface Run {
  id: string;
  role: string;
  parentRunId: string | null;
  poolId?: string;
  selection?: Selection;
  created?: string;
}

/** Lists newest first, as the store has them; everything is finished and of the data set "faces". */
function storeOf(runs: Run[], pools: { id: string; runId: string }[], selections: Record<string, Selection>): Store {
  const listed = runs.map((run) => ({ poolId: null, created: "2026", ...run, datasetId: "faces", state: "finished" }));
  return {
    runs: { all: () => listed, get: (id: string) => listed.find((run) => run.id === id) },
    pools: { all: () => pools.map((pool) => ({ ...pool, state: "finished" })) },
    calibrations: { all: () => [] },
    distillations: { all: () => [] },
    selections: { get: (poolId: string) => selections[poolId] },
  } as unknown as Store;
}

const primitive: Run = { id: "primitive", role: "primitive", parentRunId: null };

describe("what a project goes back to", () => {
  it("is its own pool and retraining, not the later ones of a comparison of rules", () => {
    const store = storeOf(
      [
        { id: "other-vas", role: "vas", parentRunId: "primitive", poolId: "own", selection: at(0.5) },
        { id: "own-vas", role: "vas", parentRunId: "primitive", poolId: "own", selection: at(0.25) },
        primitive,
      ],
      [
        { id: "of-comparison", runId: "primitive" },
        { id: "own", runId: "primitive" },
      ],
      { own: at(0.25) },
    );
    expect(latestMadeOf(store, "faces")).toMatchObject({ primitiveRunId: "primitive", poolId: "own", vasRunId: "own-vas" });
  });

  it("is the pool that a retrained learner mined, in a later round", () => {
    const store = storeOf(
      [
        { id: "vas-2", role: "vas", parentRunId: "primitive", poolId: "round-2", selection: at(0.25) },
        { id: "vas-1", role: "vas", parentRunId: "primitive", poolId: "round-1", selection: at(0.25) },
        primitive,
      ],
      [
        { id: "round-2", runId: "vas-1" },
        { id: "round-1", runId: "primitive" },
      ],
      { "round-1": at(0.25), "round-2": at(0.25) },
    );
    expect(latestMadeOf(store, "faces")).toMatchObject({ poolId: "round-2", vasRunId: "vas-2" });
  });
});
