// What a window is shown of the paper's figures that are made of pictures (Fig. 2 and 3), and of their export.
import { z } from "zod";
import { Licence } from "../datasets/licence.ts";
import { MinedRow } from "./mining-views.ts";
import { ClassIndex, Count, Id, Row } from "./values.ts";

/** A data set by the name of its reader, or one of the project's by its id. */
export const ColumnId = Id;
export const ClassName = z.string().min(1).max(200);
export const PictureName = z.object({ datasetId: Id, row: Row });
export const PictureOfCell = PictureName.extend({ file: z.string() });

export const Figure2Cell = z.object({
  /** As somebody picked it, or the first that can be read; null where there is none. */
  picture: PictureOfCell.nullable(),
  isPicked: z.boolean(),
  /** Pictures that it can be picked from. */
  count: Count,
});
export type Figure2Cell = z.infer<typeof Figure2Cell>;

export const Figure2Column = z.object({
  id: ColumnId,
  title: z.string(),
  isOfPaper: z.boolean(),
  /** A cell a class; none where the project has no picture of this data set. */
  cells: z.array(Figure2Cell),
});
export type Figure2Column = z.infer<typeof Figure2Column>;

export const Figure2 = z.object({
  /** Rows from top to bottom. */
  classes: z.array(z.string()),
  columns: z.array(Figure2Column),
  /** What else could stand beside them. */
  others: z.array(z.object({ id: ColumnId, title: z.string() })),
  /** Data sets whose pictures are not known, and why. */
  problems: z.array(z.string()),
});
export type Figure2 = z.infer<typeof Figure2>;

export const Figure3 = z.object({
  /** A row a class, nearest to its centroid first; `total` are selected. */
  classes: z.array(z.object({ classIndex: ClassIndex, total: Count, rows: z.array(MinedRow) })),
});
export type Figure3 = z.infer<typeof Figure3>;

/** What stands under each picture of Fig. 3. */
export const FigureValue = z.enum(["none", "cosine", "confidence"]);
export type FigureValue = z.infer<typeof FigureValue>;

export const mostFigureColumns = 24;
export const usualFigureColumns = 8;
export const FigureColumns = z.int().min(1).max(mostFigureColumns);

/** A figure as it is drawn into a file. */
export const FigureChoice = z.discriminatedUnion("number", [
  z.object({ number: z.literal(2) }),
  z.object({ number: z.literal(3), columns: FigureColumns, values: FigureValue }),
]);
export type FigureChoice = z.infer<typeof FigureChoice>;

/** A figure that was drawn: its pictures, and the tiles that stand for others, by reason. */
export const DrawnFigure = z.object({ pictureCount: Count, withheldCount: Count, unreadableCount: Count });

/** In the project's folder exports/; no part of a path, so that nothing outside it has such a name. */
export const ExportedName = z.string().regex(/^figure-[23]-[0-9a-f]{10}\.png$/);

export const ExportedFigure = DrawnFigure.extend({ file: ExportedName });
export type ExportedFigure = z.infer<typeof ExportedFigure>;

/** What the licences of a figure's data sets say about its export. */
export const FigureLicences = z.object({
  sets: z.array(z.object({ title: z.string(), terms: z.string(), pictureCount: Count, mayShowPictures: z.boolean() })),
});
export type FigureLicences = z.infer<typeof FigureLicences>;

/** A decision of the user to show pictures in a file although the licences of their data sets do not let them be shown. */
export const LicenceDecision = z.object({
  /** ISO 8601, UTC. */
  created: z.string(),
  /** What the file shows: "Fig. 2". */
  content: z.string(),
  file: z.string(),
  /** Those that speak against it, each with the title of its data set. */
  licences: z.array(Licence.extend({ title: z.string() })).min(1),
});
export type LicenceDecision = z.infer<typeof LicenceDecision>;
