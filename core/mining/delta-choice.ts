// How the first thresholds are found when none were given by hand: one for all classes by target count, share of the pool or precision
// on out-of-fold anchors, or one for each class. The paper gives only how many images its delta kept. What is found is a selection's
// thresholds like any others: they can be moved, and nothing else is applied.
import { InputError, WorkbenchError } from "../errors.ts";
import { choiceFits, type DeltaChoice, type SelectionRule } from "../recipe.ts";
import { adaCmThresholds } from "./ada-cm.ts";
import { perClassDeltas } from "./balance.ts";
import { type AnchorCalibration, type AnchorColumns, deltaForPrecision } from "./calibration.ts";
import { classDeltas } from "./class-delta.ts";
import { type ClassThresholds, onGrid } from "./class-thresholds.ts";
import { gridDelta } from "./delta-grid.ts";
import { flexMatchThresholds } from "./flexmatch.ts";
import { rightAnchors } from "./right-anchors.ts";
import type { ThresholdCounts } from "./threshold-counts.ts";

/** What thresholds can be found from. */
export interface ChoiceEvidence {
  /** Which the selection will use; of the rest, everything is of this rule. */
  rule: SelectionRule;
  counts: ThresholdCounts;
  /** Pool images of each class at or above a threshold, exact off the grid too. */
  countAbove(threshold: number): readonly number[];
  /** Out-of-fold anchors; null before a calibration. */
  calibration: AnchorCalibration | null;
  /** The anchors that the learner was trained on, as it scores them; null for a pool of an earlier version, which kept none. */
  training: AnchorColumns | null;
  /** That the learner was trained for. */
  epochs: number;
}

/**
 * The thresholds that a choice means. One for all classes is the largest on the grid that still keeps at least the wanted number of
 * images, so a little more than asked where many share its step; a given delta stays as it is. A class that a choice by class knows
 * nothing of follows the common delta. The cap is no part of it: a cap thins out a class and must not pull in worse images of the others.
 *
 * @throws InputError when the pool is smaller than the target count, no delta reaches the precision, the choice is of the other rule, or
 * the pool kept no anchors; WorkbenchError `not-found` without the out-of-fold anchors that it needs
 */
export function chooseThresholds(choice: DeltaChoice, evidence: ChoiceEvidence): ClassThresholds {
  const { rule, counts } = evidence;
  if (!choiceFits(choice, rule)) throw ofTheOtherRule(choice.by, rule);
  switch (choice.by) {
    case "delta":
      return forAll(choice.delta);
    case "target-count":
      return forAll(deltaKeeping(counts, choice.count));
    case "share":
      return forAll(deltaKeepingShare(counts, choice.share));
    case "precision":
      return forAll(deltaForPrecision(choice.precision, counts, outOfFold(evidence)));
    case "class-share":
      return onGrid(deltaKeepingShare(counts, choice.share), perClassDeltas(counts, choice.share));
    case "class-delta": {
      const { common, ofClass } = classDeltas(rightAnchors(outOfFold(evidence).columns, counts.classCount), choice);
      return onGrid(common, ofClass);
    }
    case "flexmatch":
      return onGrid(choice.tau, flexMatchThresholds(evidence.countAbove(choice.tau), counts.poolCount, choice));
    case "ada-cm": {
      const anchors = choice.anchors === "out-of-fold" ? outOfFold(evidence).columns : trainingAnchors(evidence);
      const { epochs } = evidence;
      const { common, ofClass } = adaCmThresholds(rightAnchors(anchors, counts.classCount), { ...choice, epochs });
      return onGrid(common, ofClass);
    }
  }
}

const forAll = (delta: number): ClassThresholds => ({ delta, deltaOfClass: [] });

function outOfFold({ calibration }: ChoiceEvidence): AnchorCalibration {
  if (!calibration) throw new WorkbenchError("not-found", "This choice needs the out-of-fold anchors: calibrate first.");
  return calibration;
}

function trainingAnchors({ training }: ChoiceEvidence): AnchorColumns {
  if (training) return training;
  throw new InputError({
    file: "mined pool",
    found: "no scores of the training anchors: it was mined by an earlier version",
    expected: "the learner's confidence on its anchors",
    mend: "Mine the pool again, or choose by out-of-fold anchors.",
  });
}

function ofTheOtherRule(by: string, rule: SelectionRule): InputError {
  return new InputError({
    file: "selection",
    found: `thresholds by ${by} for the ${rule} rule`,
    expected: "the confidence rule: FlexMatch and Ada-CM are about the classifier's confidence",
    mend: "Select by confidence, or find the thresholds in another way.",
  });
}

const deltaKeepingShare = (counts: ThresholdCounts, share: number): number =>
  gridDelta(counts.totalStepKeeping(Math.max(1, Math.round(share * counts.poolCount))));

function deltaKeeping(counts: ThresholdCounts, count: number): number {
  if (count > counts.total) {
    throw new InputError({
      file: "target count",
      found: count.toLocaleString("en"),
      expected: `at most ${counts.total.toLocaleString("en")}, ${
        counts.total < counts.poolCount ? "of which centroid and classifier agree" : "the images of the mined pool"
      }`,
      mend: "Ask for fewer images, or for a share of the pool.",
    });
  }
  return gridDelta(counts.totalStepKeeping(count));
}
