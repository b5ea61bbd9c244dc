// What somebody chose of Fig. 2, as the project keeps it.
import { z } from "zod";

export const Figure2Setting = z.object({
  /** Pictures by cell; a cell without one shows the first that can be read. */
  picks: z.array(z.object({ columnId: z.string(), className: z.string(), datasetId: z.string(), row: z.int().min(0) })).max(5000),
  /** Columns besides the paper's, from left to right; null before somebody chose. */
  added: z.array(z.string()).max(12).nullable(),
});
