// What a window is shown of a mined pool: counts and rows of a selection, and how far to trust them.
import { z } from "zod";
import { PrecisionEffect } from "../mining/precision-effect.ts";
import { Selection, SelectionRule } from "../recipe.ts";
import { ClassIndex, Count, Id, Row, Share } from "./values.ts";

export const GalleryOrder = z.enum(["nearest", "farthest", "near-threshold"]);
export type GalleryOrder = z.infer<typeof GalleryOrder>;

/** counts[class][bin]: pool images whose value lies in [bin / 4096, (bin + 1) / 4096). The window sums them: any delta of the grid is exact at once. With agreement, of the images whose centroid and classifier agree. */
export const RuleHistogram = z.object({ rule: SelectionRule, agreement: z.boolean(), counts: z.array(z.array(Count)) });
export type RuleHistogram = z.infer<typeof RuleHistogram>;

export const MinedRow = z.object({
  datasetId: Id,
  row: Row,
  file: z.string(),
  /** Pseudo-label under the selection's rule. */
  label: ClassIndex,
  /** Cosine to the centroid of `label`. */
  similarity: z.number(),
  margin: z.number(),
  confidence: z.number(),
});
export type MinedRow = z.infer<typeof MinedRow>;

/** An estimate on out-of-fold anchors, never on the pool; every window that shows it says so. */
export const AnchorPrecision = z.object({
  precision: Share.nullable(),
  low: Share,
  high: Share,
  anchorCount: Count,
  folds: z.int(),
  personDisjoint: z.boolean(),
});
export type AnchorPrecision = z.infer<typeof AnchorPrecision>;

/** What mining with a learner in bfloat16 changes, at this delta of the margin rule. */
export const MeasuredPrecisionEffect = PrecisionEffect.extend({ runId: Id, delta: z.number() });
export type MeasuredPrecisionEffect = z.infer<typeof MeasuredPrecisionEffect>;

export const MiningSummary = z.object({
  poolId: Id,
  poolCount: Count,
  skippedCount: Count,
  selection: Selection,
  selectedCount: Count,
  selectedByClass: z.array(Count),
  /** Scored with the pool's labels where there are any; null when nothing was selected or nothing is labelled. */
  precision: Share.nullable(),
  precisionByClass: z.array(Share.nullable()),
  wallSeconds: z.number(),
  imagesPerSecond: z.number(),
});
export type MiningSummary = z.infer<typeof MiningSummary>;

export const PrecisionPoint = z.object({ share: Share, delta: z.number(), count: Count, precision: Share });
export type PrecisionPoint = z.infer<typeof PrecisionPoint>;
