// Distillation and DAS as scripts read them: a part of the object of `omnifer run --das --json`. Losses are cross-entropies of the whole
// source; accuracies are fractions, means over batch orders and draws.
import { z } from "zod";
import { type DasImages, DasMode } from "../distillation/das-recipe.ts";
import type { ArmScores, DasComparison, DistillationLosses } from "../distillation/distillation-view.ts";

const Fraction = z.number().min(0).max(1);

export const DistillReport = z.object({
  lossBefore: z.number(),
  lossAfter: z.number(),
  /** With the images that it started from, not optimised. */
  lossNoise: z.number(),
  lossRandomMined: z.number().nullable(),
  /** In the order in which they are applied. */
  stepSizes: z.array(z.number()),
});
export type DistillReport = z.infer<typeof DistillReport>;

const DasScores = z.object({
  accuracy: Fraction,
  meanClassAccuracy: Fraction.nullable(),
  /** confusion[true][predicted], summed over the runs. */
  confusion: z.array(z.array(z.int().min(0))),
  /** Of one retraining. */
  seconds: z.number(),
});
const ByMode = z.partialRecord(DasMode, DasScores);
type ByMode = z.infer<typeof ByMode>;

export const DasReport = ByMode;
export type DasReport = ByMode;

export const ControlsReport = z.object({
  /** The same in all modes. */
  anchorOnly: ByMode,
  randomMined: ByMode,
  nearest: ByMode,
  classMean: ByMode,
  kMeans: ByMode,
  distributionMatching: ByMode,
});
export type ControlsReport = z.infer<typeof ControlsReport>;

export const distillReport = ({ before, after, noise, randomMined }: DistillationLosses, stepSizes: number[]): DistillReport => ({
  lossBefore: before,
  lossAfter: after,
  lossNoise: noise,
  lossRandomMined: randomMined,
  stepSizes,
});

/** Modes that were not asked for are left out. */
export function dasReport({ anchorOnly, modes }: DasComparison): { das: DasReport; controls: ControlsReport } {
  const byMode = (images: DasImages): ByMode => {
    const found: ByMode = {};
    for (const { mode, arms } of modes) {
      const scores = images === "none" ? anchorOnly : arms.find((arm) => arm.images === images)?.scores;
      if (scores) found[mode] = scoresOf(scores);
    }
    return found;
  };
  return {
    das: byMode("distilled"),
    controls: {
      anchorOnly: byMode("none"),
      randomMined: byMode("random-mined"),
      nearest: byMode("nearest"),
      classMean: byMode("class-mean"),
      kMeans: byMode("k-means"),
      distributionMatching: byMode("distribution-matching"),
    },
  };
}

const scoresOf = ({ accuracy, meanClassAccuracy, confusion, seconds }: ArmScores) => ({ accuracy, meanClassAccuracy, confusion, seconds });
