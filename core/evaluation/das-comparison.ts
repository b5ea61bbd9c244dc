// DAS next to its controls (section 4.4): means over batch orders and draws, and what distilled images give beyond anchors alone and
// beyond random mined images (IOR).
import { Baseline, type DasImages, DasMode } from "../distillation/das-recipe.ts";
import type { ArmScores, DasComparison } from "../distillation/distillation-view.ts";
import type { Steps } from "../mining/steps.ts";
import { accuracyOf, addConfusions, type Confusion, meanClassAccuracy } from "./confusion.ts";
import { deviationOf, meanOf } from "./mean-deviation.ts";
import { type PairedOrder, pairedInterval, type TestImages } from "./paired-interval.ts";

/** A finished retraining. */
export interface ArmRun {
  images: DasImages;
  /** null for anchors alone. */
  mode: DasMode | null;
  /** Which batch order. */
  order: number;
  confusion: Confusion;
  seconds: number;
  /** [N] predicted class of each test image. */
  predicted: ArrayLike<number>;
}

export interface Compared {
  distillationId: string;
  /** Runs that the comparison asks for. */
  total: number;
  runs: readonly ArmRun[];
  test: TestImages;
}

/** @returns null without a finished run, or without test images */
export function* dasComparison({ distillationId, total, runs, test }: Compared): Steps<DasComparison | null> {
  if (runs.length === 0 || test.labels.length === 0) return null;
  const anchorRuns = runs.filter(({ images }) => images === "none");
  const modes: DasComparison["modes"] = [];
  for (const mode of DasMode.options) {
    const runsWith = (images: DasImages) => runs.filter((run) => run.mode === mode && run.images === images);
    const arms = (["distilled", ...Baseline.options] as const)
      .map((images) => ({ images, runs: runsWith(images) }))
      .filter((arm) => arm.runs.length > 0)
      .map((arm) => ({ images: arm.images, scores: armScores(arm.runs) }));
    if (arms.length === 0) continue;
    const distilled = runsWith("distilled");
    const overAnchors = yield* pairedInterval(test, ordersOf(distilled, anchorRuns));
    const overRandom = yield* pairedInterval(test, ordersOf(distilled, runsWith("random-mined")));
    modes.push({ mode, arms, overAnchors, overRandom });
  }
  const anchorOnly = anchorRuns.length > 0 ? armScores(anchorRuns) : null;
  return { distillationId, finished: runs.length, total, anchorOnly, modes };
}

/** Means over the runs; their confusions are summed. @param runs  not empty, on test images */
function armScores(runs: readonly ArmRun[]): ArmScores {
  const accuracies = runs.map(({ confusion }) => accuracyOf(confusion)!);
  const classAccuracies = runs.flatMap(({ confusion }) => meanClassAccuracy(confusion) ?? []);
  return {
    runs: runs.length,
    accuracy: meanOf(accuracies),
    accuracyDeviation: deviationOf(accuracies),
    meanClassAccuracy: classAccuracies.length > 0 ? meanOf(classAccuracies) : null,
    confusion: runs.map(({ confusion }) => confusion).reduce(addConfusions),
    seconds: meanOf(runs.map(({ seconds }) => seconds)),
  };
}

/** A run is compared with those of its own batch order only. */
function ordersOf(ours: readonly ArmRun[], others: readonly ArmRun[]): PairedOrder[] {
  return ours.map(({ order, predicted }) => ({
    ours: predicted,
    others: others.filter((other) => other.order === order).map((other) => other.predicted),
  }));
}
