// What a window is shown when runs are finished: accuracies, their difference, mistakes.
import { z } from "zod";
import { PairedInterval } from "../distillation/distillation-view.ts";
import { SelectionRule } from "../recipe.ts";
import { MiningSummary, PrecisionPoint } from "./mining-views.ts";
import { RunMetrics } from "./run-views.ts";
import { ClassIndex, Count, Id, Row, Share } from "./values.ts";

/** A finished run on the test images of a data set, its own or another one. */
export const Evaluation = z.object({
  id: Id,
  runId: Id,
  datasetId: Id,
  datasetName: z.string(),
  classes: z.array(z.string()),
  accuracy: Share.nullable(),
  meanClassAccuracy: Share.nullable(),
  /** confusion[true][predicted] */
  confusion: z.array(z.array(Count)),
  /** The same by the votes of sequences (CK+, MMI); null where no test image is of one. */
  sequenceVote: z.array(z.array(Count)).nullable(),
});
export type Evaluation = z.infer<typeof Evaluation>;

export const Results = z.object({
  primitive: RunMetrics.nullable(),
  control: RunMetrics.nullable(),
  vas: RunMetrics.nullable(),
  /** VAS minus control, one pair of runs. */
  difference: PairedInterval.nullable(),
  mining: MiningSummary.nullable(),
  /** Pseudo-label precision against the share of the pool, by rule; empty without pool labels. Shown after retraining only: it must choose nothing. */
  precisionCurves: z.array(z.object({ rule: SelectionRule, points: z.array(PrecisionPoint) })),
});
export type Results = z.infer<typeof Results>;

export const Mistake = z.object({ datasetId: Id, row: Row, file: z.string(), label: ClassIndex, predicted: ClassIndex, confidence: Share });
export type Mistake = z.infer<typeof Mistake>;
