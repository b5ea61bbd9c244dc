// What a window is shown of the quality of a data set: its latest check, and labels that are probably wrong.
import { z } from "zod";
import { DataCheck, NearDuplicate } from "../hygiene/data-check.ts";
import { ClassIndex, Count, Id, Row, Share } from "./values.ts";

export const DataCheckReport = DataCheck.extend({
  datasetId: Id,
  /** ISO 8601, UTC. */
  created: z.string(),
});
export type DataCheckReport = z.infer<typeof DataCheckReport>;

export const DoubtfulLabel = z.object({
  row: Row,
  file: z.string(),
  label: ClassIndex,
  /** The class that a learner holds most probable who has not seen the picture. */
  suggested: ClassIndex,
  /** Out-of-fold probabilities of the two. */
  labelProbability: Share,
  suggestedProbability: Share,
});
export type DoubtfulLabel = z.infer<typeof DoubtfulLabel>;

export const DoubtfulLabels = z.object({
  /** What has to be done first: out-of-fold anchors, again where an older version made them without the probabilities of all classes. */
  needs: z.enum(["nothing", "pool", "calibration", "calibration-again"]),
  found: z
    .object({
      datasetId: Id,
      anchorCount: Count,
      folds: Count,
      personDisjoint: z.boolean(),
      /** Of all doubtful labels, by label. */
      countByLabel: z.array(Count),
      total: Count,
      rows: z.array(DoubtfulLabel),
    })
    .nullable(),
});
export type DoubtfulLabels = z.infer<typeof DoubtfulLabels>;

/** Anchors and pool pictures that a data set was made without, each with the test face that it shows again. */
export const LeftOutPictures = z.object({
  /** The data set that has them: the rows are its rows. */
  datasetId: Id,
  total: Count,
  pairs: z.array(NearDuplicate),
});
export type LeftOutPictures = z.infer<typeof LeftOutPictures>;
