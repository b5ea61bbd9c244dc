import { describe, expect, it } from "vitest";
import { partSizeOf, partsOf } from "./batch-parts.ts";

const counts = (count: number, partSize: number) => partsOf(count, partSize).map((part) => part.count);

describe("the parts of a batch", () => {
  it("are as even as they can be", () => {
    expect(counts(64, 16)).toEqual([16, 16, 16, 16]);
    expect(counts(17, 16)).toEqual([8, 9]);
    expect(partsOf(10, 4)).toEqual([
      { from: 0, count: 3 },
      { from: 3, count: 3 },
      { from: 6, count: 4 },
    ]);
  });

  it("are one where the batch fits, however small it is", () => {
    expect(counts(16, 16)).toEqual([16]);
    expect(counts(3, 16)).toEqual([3]);
    expect(counts(7, Number.POSITIVE_INFINITY)).toEqual([7]);
  });

  it("hold what the accumulation steps of a recipe leave, rounded up", () => {
    expect(partSizeOf({ batchSize: 64, accumulationSteps: 1 })).toBe(64);
    expect(partSizeOf({ batchSize: 64, accumulationSteps: 5 })).toBe(13);
    expect(partSizeOf({ batchSize: 4, accumulationSteps: 9 })).toBe(1);
  });
});
