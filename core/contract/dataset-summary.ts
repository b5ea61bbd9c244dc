// What a window is shown of a data set.
import { z } from "zod";
import { Count, Id } from "./values.ts";

export const Split = z.enum(["anchor", "pool", "test"]);
export type Split = z.infer<typeof Split>;

export const DatasetSummary = z.object({
  id: Id,
  name: z.string(),
  isDemonstration: z.boolean(),
  /** Images a class, by split. The pool's labels, where there are any, only score the pseudo-labels. */
  countByClass: z.object({ anchor: z.array(Count), pool: z.array(Count), test: z.array(Count) }),
  count: z.object({ anchor: Count, pool: Count, test: Count }),
  hasGroups: z.boolean(),
  digest: z.string(),
});
export type DatasetSummary = z.infer<typeof DatasetSummary>;
