import { describe, expect, it } from "vitest";
import type { DeltaChoice } from "../recipe.ts";
import { calibrate } from "./calibration.ts";
import { type ChoiceEvidence, chooseThresholds } from "./delta-choice.ts";
import { gridDelta, stepAbove } from "./delta-grid.ts";
import { ThresholdCounts } from "./threshold-counts.ts";

const values = Float32Array.of(0.5, 0.25, 0.25, 0.125, 0.0625);
const counts = ThresholdCounts.ofColumns(values, Uint8Array.of(0, 1, 1, 0, 1), 2);
const onlyCounts: ChoiceEvidence = { rule: "margin", counts, countAbove: () => [], calibration: null, training: null, epochs: 25 };
const deltaOf = (choice: DeltaChoice) => chooseThresholds(choice, onlyCounts).delta;

describe("one delta for all classes", () => {
  it("keeps a given delta, on the grid or off it", () => {
    expect(chooseThresholds({ by: "delta", delta: 0.1 }, onlyCounts)).toEqual({ delta: 0.1, deltaOfClass: [] });
  });

  it("finds the largest delta that keeps at least the target count; equal values come along", () => {
    expect(deltaOf({ by: "target-count", count: 1 })).toBe(0.5);
    expect(deltaOf({ by: "target-count", count: 2 })).toBe(0.25);
    expect(deltaOf({ by: "target-count", count: 3 })).toBe(0.25);
    expect(deltaOf({ by: "target-count", count: 5 })).toBe(0.0625);
  });

  it("takes a share of the pool to the nearest image, at least one", () => {
    expect(deltaOf({ by: "share", share: 0.8 })).toBe(0.125);
    expect(deltaOf({ by: "share", share: 0.001 })).toBe(0.5);
  });

  it("takes the share of the whole pool where only images that agree are counted", () => {
    const agreeing = ThresholdCounts.ofHistogram(counts.histogram(), 10);
    expect(chooseThresholds({ by: "share", share: 0.3 }, { ...onlyCounts, counts: agreeing }).delta).toBe(0.25);
    expect(() => chooseThresholds({ by: "target-count", count: 6 }, { ...onlyCounts, counts: agreeing })).toThrow(
      "expected at most 5, of which centroid and classifier agree",
    );
  });

  it("refuses more images than the pool has", () => {
    expect(() => deltaOf({ by: "target-count", count: 6000 })).toThrow(
      "target count: found 6,000, expected at most 5, the images of the mined pool. Ask for fewer images, or for a share of the pool.",
    );
  });

  it("asks for calibration before it looks for a precision", () => {
    expect(() => deltaOf({ by: "precision", precision: 0.9 })).toThrow("calibrate first");
  });
});

describe("a threshold for each class", () => {
  it("keeps the same share of every class's pseudo-labels", () => {
    // of 0: 0.5, 0.125; of 1: 0.25, 0.25, 0.0625; of both the three largest
    const found = chooseThresholds({ by: "class-share", share: 0.5 }, onlyCounts);
    expect(found).toEqual({ delta: 0.25, deltaOfClass: [0.5, 0.25] });
  });

  const rightOf = (scores: readonly number[]) => ({
    trueLabels: scores.map(() => 1),
    labels: new Uint8Array(scores.length).fill(1),
    values: Float32Array.from(scores),
  });
  const heldOut = calibrate(rightOf([0.875, 0.875]), 2, { folds: 5, personDisjoint: true });

  it("takes the values of the out-of-fold anchors; a class without a right one follows the common delta", () => {
    const evidence = { ...onlyCounts, calibration: heldOut };
    expect(chooseThresholds({ by: "class-delta", factor: 0.5, floor: 0 }, evidence)).toEqual({
      delta: 0.4375,
      deltaOfClass: [null, 0.4375],
    });
    expect(() => chooseThresholds({ by: "class-delta", factor: 0.5, floor: 0 }, onlyCounts)).toThrow("calibrate first");
  });

  it("tells anchors that the learner was trained on from held-out ones", () => {
    const evidence: ChoiceEvidence = { ...onlyCounts, rule: "confidence", calibration: heldOut, training: rightOf([1]) };
    const adaCm = (anchors: "out-of-fold" | "training") =>
      chooseThresholds({ by: "ada-cm", factor: 1, floor: 0.5, anchors }, evidence).deltaOfClass[1];
    expect(adaCm("out-of-fold")).toBe(0.875);
    expect(adaCm("training")).toBe(1);
    expect(() => chooseThresholds({ by: "ada-cm", factor: 1, floor: 0.5, anchors: "training" }, { ...evidence, training: null })).toThrow(
      "Mine the pool again",
    );
  });

  it("raises thresholds to the grid, where they are counted exactly", () => {
    const evidence: ChoiceEvidence = { ...onlyCounts, rule: "confidence", countAbove: (tau) => (tau === 0.9 ? [2, 1] : []) };
    const { delta, deltaOfClass } = chooseThresholds({ by: "flexmatch", tau: 0.9, warmUp: false }, evidence);
    expect([delta, ...deltaOfClass]).toEqual([0.9, 0.9, 0.3].map((exact) => gridDelta(stepAbove(exact))));
  });

  it("leaves the confidence's ways to the confidence rule", () => {
    expect(() => deltaOf({ by: "flexmatch", tau: 0.95, warmUp: true })).toThrow("found thresholds by flexmatch for the margin rule");
  });
});
