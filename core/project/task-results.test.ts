import { describe, expect, it } from "vitest";
import { finishedResult } from "./run.fixture.ts";
import { RunResult } from "./task-results.ts";

describe("the result of a run", () => {
  it("from before early stopping has no best epoch", () => {
    const { last: _, best: __, ...older } = finishedResult;
    expect(RunResult.parse(older)).toEqual({ ...older, last: null, best: null });
  });

  it("keeps the last epoch and the best one apart", () => {
    const [last, best] = [
      { epoch: 9, validationAccuracy: 0.5, confusion: [[1]] },
      { epoch: 4, validationAccuracy: 0.75, confusion: [[2]], weightsDigest: "b1" },
    ];
    expect(RunResult.parse({ ...finishedResult, last, best })).toMatchObject({ last, best });
  });
});
