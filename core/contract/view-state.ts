// How a window is set.
import { z } from "zod";
import { FigureValue, mostFigureColumns } from "./figure-views.ts";
import { GalleryOrder } from "./mining-views.ts";
import { ClassIndex } from "./values.ts";

export const ViewName = z.enum(["data", "train", "threshold", "distil", "results", "tables", "figures"]);
export type ViewName = z.infer<typeof ViewName>;

/** Which figure is looked at, and how Fig. 3 is laid out; without a number its columns fill the window. */
export const FiguresLook = z.object({
  number: z.literal([2, 3]),
  columns: z.int().min(1).max(mostFigureColumns).nullable(),
  values: FigureValue,
});
export type FiguresLook = z.infer<typeof FiguresLook>;

/** What the window looked like; kept in the project, so that no view state is ever lost. */
export const ViewState = z.object({
  view: ViewName,
  theme: z.enum(["system", "light", "dark"]),
  tileSize: z.int().min(40).max(240),
  classIndex: ClassIndex.nullable(),
  order: GalleryOrder,
  /** Absent before anybody has looked at figures. */
  figures: FiguresLook.optional(),
});
export type ViewState = z.infer<typeof ViewState>;
