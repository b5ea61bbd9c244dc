// Distilled images that take part in a training (DAS), and how. Pure.
import type { DistilledUse } from "../compute/distillation-tasks.ts";
import type { DistilledSet } from "../distillation/distilled-set.ts";

/** `path` is that of the file that `set` was read from. */
export interface DistilledPart extends DistilledUse {
  set: DistilledSet;
}

/** Samples that one pass over the training set sees beside its faces. */
export const addedSamples = (distilled: DistilledPart | null): number => (distilled?.mode === "union" ? distilled.set.labels.length : 0);
