import { describe, expect, it } from "vitest";
import { agreeingPositions, columnsAt } from "./agreement.ts";
import { runThrough } from "./steps.ts";

describe("agreement", () => {
  const margin = {
    rows: Uint32Array.of(10, 12, 13),
    labels: Uint8Array.of(0, 1, 2),
    similarities: Float32Array.of(0.5, 0.25, 0.75),
    values: Float32Array.of(0.125, 0.375, 0.0625),
  };

  it("keeps the rows to which centroid and classifier give one label", () => {
    const positions = runThrough(agreeingPositions(margin.labels, Uint8Array.of(0, 2, 2)));
    expect([...positions]).toEqual([0, 2]);
    expect(runThrough(columnsAt(margin, positions))).toEqual({
      rows: Uint32Array.of(10, 13),
      labels: Uint8Array.of(0, 2),
      similarities: Float32Array.of(0.5, 0.75),
      values: Float32Array.of(0.125, 0.0625),
    });
  });

  it("may leave nothing", () => {
    expect(runThrough(agreeingPositions(margin.labels, Uint8Array.of(1, 2, 0)))).toHaveLength(0);
  });
});
