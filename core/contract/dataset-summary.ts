// What a window is shown of a data set.
import { z } from "zod";
import { Count, Id } from "./values.ts";

export const Split = z.enum(["anchor", "pool", "test"]);
export type Split = z.infer<typeof Split>;

/** How turning the faces of a role upright went. */
export const RoleAlignment = z.object({
  pictures: Count,
  /** Faces that MTCNN found. */
  found: Count,
  /** Faces whose points the data set had marked itself. */
  marked: Count,
});
export type RoleAlignment = z.infer<typeof RoleAlignment>;

/** Pictures that another data set has and this one was made without, because each shows a test face again. */
const LeftOut = z.object({
  /** The other data set. */
  from: Id,
  anchor: Count,
  pool: Count,
});

export const DatasetSummary = z.object({
  id: Id,
  name: z.string(),
  isDemonstration: z.boolean(),
  /** Images a class, by split. The pool's labels, where there are any, only score the pseudo-labels. */
  countByClass: z.object({ anchor: z.array(Count), pool: z.array(Count), test: z.array(Count) }),
  count: z.object({ anchor: Count, pool: Count, test: Count }),
  hasGroups: z.boolean(),
  /** Of the roles whose faces were turned upright. */
  alignment: z.partialRecord(Split, RoleAlignment).optional(),
  leftOut: LeftOut.optional(),
  digest: z.string(),
});
export type DatasetSummary = z.infer<typeof DatasetSummary>;
