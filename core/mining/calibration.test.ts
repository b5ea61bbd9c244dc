import { describe, expect, it } from "vitest";
import { calibrate, deltaForPrecision, estimatePrecision } from "./calibration.ts";
import { at } from "./selection.fixture.ts";
import { ThresholdCounts } from "./threshold-counts.ts";

const how = { folds: 5, personDisjoint: true };

interface Scored {
  label: number;
  value: number;
  count: number;
}
const repeat = <T extends { count: number }>(groups: readonly T[]): T[] => groups.flatMap((group) => new Array<T>(group.count).fill(group));
function poolOf(groups: readonly Scored[], classCount = 2): ThresholdCounts {
  const rows = repeat(groups);
  return ThresholdCounts.ofColumns(
    Float32Array.from(rows, ({ value }) => value),
    Uint8Array.from(rows, ({ label }) => label),
    classCount,
  );
}
function anchorsOf(groups: readonly (Scored & { trueLabel: number })[], classCount = 2) {
  const rows = repeat(groups);
  const columns = {
    trueLabels: rows.map(({ trueLabel }) => trueLabel),
    labels: Uint8Array.from(rows, ({ label }) => label),
    values: Float32Array.from(rows, ({ value }) => value),
  };
  return calibrate(columns, classCount, how);
}

describe("estimated precision on out-of-fold anchors", () => {
  // Of the anchors called class 0, 18 of 20 are right; of those called class 1, 6 of 10.
  const anchors = anchorsOf([
    { label: 0, trueLabel: 0, value: 0.5, count: 18 },
    { label: 0, trueLabel: 1, value: 0.5, count: 2 },
    { label: 1, trueLabel: 1, value: 0.5, count: 6 },
    { label: 1, trueLabel: 0, value: 0.5, count: 4 },
  ]);

  it("weighs each class by its share of the selection, not of the anchors", () => {
    const pool = poolOf([
      { label: 0, value: 0.5, count: 25 },
      { label: 1, value: 0.5, count: 75 },
    ]);
    const estimate = estimatePrecision(at(0.25), pool, anchors);
    expect(estimate.precision).toBeCloseTo(0.25 * 0.9 + 0.75 * 0.6, 12);
    expect(estimate).toMatchObject({ anchorCount: 30, folds: 5, personDisjoint: true });
    expect(estimate.low).toBeLessThan(0.675);
    expect(estimate.high).toBeGreaterThan(0.675);
  });

  it("counts a class without anchors above the threshold as doubt from 0 to 1", () => {
    const pool = poolOf(
      [
        { label: 0, value: 0.5, count: 50 },
        { label: 2, value: 0.5, count: 50 },
      ],
      3,
    );
    const alone = estimatePrecision(
      at(0.25),
      poolOf([{ label: 0, value: 0.5, count: 50 }], 3),
      anchorsOf([{ label: 0, trueLabel: 0, value: 0.5, count: 20 }], 3),
    );
    const half = estimatePrecision(at(0.25), pool, anchorsOf([{ label: 0, trueLabel: 0, value: 0.5, count: 20 }], 3));
    expect(half.precision).toBe(1);
    expect(half.low).toBeCloseTo(alone.low / 2, 12);
    expect(half.high).toBe(1);
  });

  it("knows nothing when nothing is selected, or no anchor stands above the threshold", () => {
    const pool = poolOf([{ label: 0, value: 0.75, count: 5 }]);
    const nothing = { precision: null, low: 0, high: 1, anchorCount: 0 };
    expect(estimatePrecision(at(1), pool, anchors)).toMatchObject(nothing);
    expect(estimatePrecision(at(0.625), pool, anchors)).toMatchObject(nothing);
  });

  it("looks at the anchors above the value that a cap amounts to", () => {
    const pool = poolOf([
      { label: 0, value: 0.5, count: 4 },
      { label: 0, value: 0.25, count: 40 },
    ]);
    const mixed = anchorsOf([
      { label: 0, trueLabel: 0, value: 0.5, count: 20 },
      { label: 0, trueLabel: 1, value: 0.25, count: 20 },
    ]);
    expect(estimatePrecision(at(0), pool, mixed).precision).toBe(0.5);
    expect(estimatePrecision(at(0, { capPerClass: 4 }), pool, mixed).precision).toBe(1);
  });
});

describe("delta for a wanted precision", () => {
  // 60 % right at 0.125 and above, 90 % at 0.25, and ten anchors, all right, at 0.5.
  const anchors = anchorsOf([
    { label: 0, trueLabel: 1, value: 0.125, count: 36 },
    { label: 0, trueLabel: 0, value: 0.25, count: 44 },
    { label: 0, trueLabel: 1, value: 0.25, count: 6 },
    { label: 0, trueLabel: 0, value: 0.5, count: 10 },
  ]);
  const pool = poolOf([
    { label: 0, value: 0.0625, count: 7 },
    { label: 0, value: 0.75, count: 3 },
  ]);

  it("is the smallest of the grid that reaches it", () => {
    expect(deltaForPrecision(0.5, pool, anchors)).toBe(0);
    expect(deltaForPrecision(0.9, pool, anchors)).toBe(0.125 + 1 / 4096);
  });

  it("does not believe a handful of anchors, and names the best that can be reached", () => {
    expect(() => deltaForPrecision(0.95, pool, anchors)).toThrow(
      "wanted precision: found 95.0 %, expected at most 90.0 %, the best that any delta reaches on the out-of-fold anchors (at delta 0.1252). Ask for that or less, or select by the other rule.",
    );
  });

  it("says when there are too few anchors to estimate any precision", () => {
    const few = anchorsOf([{ label: 0, trueLabel: 0, value: 0.5, count: 19 }]);
    expect(() => deltaForPrecision(0.5, pool, few)).toThrow("expected at least 20 out-of-fold anchors");
    const enough = anchorsOf([{ label: 0, trueLabel: 0, value: 0.5, count: 20 }]);
    expect(deltaForPrecision(0.5, pool, enough)).toBe(0);
  });
});
