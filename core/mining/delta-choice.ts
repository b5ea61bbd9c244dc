// How a first delta is found when none was given by hand: by target count, by share of the pool, or by precision on out-of-fold
// anchors. The paper gives only how many images its delta kept.
import { InputError, WorkbenchError } from "../errors.ts";
import type { DeltaChoice } from "../recipe.ts";
import { type AnchorCalibration, deltaForPrecision } from "./calibration.ts";
import { gridDelta } from "./delta-grid.ts";
import type { ThresholdCounts } from "./threshold-counts.ts";

/**
 * The delta that a choice means: the largest on the grid that still keeps at least the wanted number of images, so a little more
 * than asked where many share its step. A given delta stays as it is. The cap is no part of it: a cap thins out a class and must
 * not pull in worse images of the others.
 *
 * @param counts       of the rule that the selection will use
 * @param calibration  of the same rule; needed by precision only
 * @throws InputError when the pool is smaller than the target count, or no delta reaches the precision
 */
export function chooseDelta(choice: DeltaChoice, counts: ThresholdCounts, calibration: AnchorCalibration | null): number {
  switch (choice.by) {
    case "delta":
      return choice.delta;
    case "target-count":
      return deltaKeeping(counts, choice.count);
    case "share":
      return deltaKeeping(counts, Math.max(1, Math.round(choice.share * counts.total)));
    case "precision":
      if (!calibration) throw new WorkbenchError("not-found", "A wanted precision needs the out-of-fold anchors: calibrate first.");
      return deltaForPrecision(choice.precision, counts, calibration);
  }
}

function deltaKeeping(counts: ThresholdCounts, count: number): number {
  if (count > counts.total) {
    throw new InputError({
      file: "target count",
      found: count.toLocaleString("en"),
      expected: `at most ${counts.total.toLocaleString("en")}, the images of the mined pool`,
      mend: "Ask for fewer images, or for a share of the pool.",
    });
  }
  return gridDelta(counts.totalStepKeeping(count));
}
