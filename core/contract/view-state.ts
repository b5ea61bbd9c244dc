// How a window is set.
import { z } from "zod";
import { GalleryOrder } from "./mining-views.ts";
import { ClassIndex } from "./values.ts";

export const ViewName = z.enum(["data", "train", "threshold", "distil", "results", "tables"]);
export type ViewName = z.infer<typeof ViewName>;

/** What the window looked like; kept in the project, so that no view state is ever lost. */
export const ViewState = z.object({
  view: ViewName,
  theme: z.enum(["system", "light", "dark"]),
  tileSize: z.int().min(40).max(240),
  classIndex: ClassIndex.nullable(),
  order: GalleryOrder,
});
export type ViewState = z.infer<typeof ViewState>;
