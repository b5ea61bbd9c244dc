// What a window may ask about the paper's figures that are made of pictures (Fig. 2 and 3), and their export: a part of the contract.
import { z } from "zod";
import { Selection } from "../recipe.ts";
import { MinedRow } from "./mining-views.ts";
import { ProjectState } from "./project-state.ts";
import { nothing, request } from "./request.ts";
import { ClassIndex, Count, Id, Row } from "./values.ts";

/** A data set by the name of its reader, or one of the project's by its id. */
const ColumnId = Id;
const ClassName = z.string().min(1).max(200);
const PictureName = z.object({ datasetId: Id, row: Row });
const Picture = PictureName.extend({ file: z.string() });

export const Figure2Cell = z.object({
  /** As somebody picked it, or the first that can be read; null where there is none. */
  picture: Picture.nullable(),
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
const Columns = z.int().min(1).max(mostFigureColumns);

/** A figure as it is drawn into a file. */
export const FigureChoice = z.discriminatedUnion("number", [
  z.object({ number: z.literal(2) }),
  z.object({ number: z.literal(3), columns: Columns, values: FigureValue }),
]);
export type FigureChoice = z.infer<typeof FigureChoice>;

/** A figure that was drawn: its pictures, and the tiles that stand for others, by reason. */
const Drawn = z.object({ pictureCount: Count, withheldCount: Count, unreadableCount: Count });

export const ExportedFigure = Drawn.extend({
  /** In the project's folder exports/. */
  file: z.string(),
});
export type ExportedFigure = z.infer<typeof ExportedFigure>;

/** What the licences of a figure's data sets say about its export. */
export const FigureLicences = z.object({
  sets: z.array(z.object({ title: z.string(), terms: z.string(), pictureCount: Count, mayShowPictures: z.boolean() })),
});
export type FigureLicences = z.infer<typeof FigureLicences>;

export const figureRequests = {
  "figure2.get": request(nothing, Figure2),
  /** All pictures of a cell, data set by data set in the order of their import; the first of several that are the same file. */
  "figure2.pictures": request(
    z.object({ columnId: ColumnId, className: ClassName, from: Count, count: z.int().min(1).max(500) }),
    z.object({ total: Count, rows: z.array(Picture) }),
  ),
  /** Undoable; null goes back to the first picture that can be read. */
  "figure2.pick": request(z.object({ columnId: ColumnId, className: ClassName, picture: PictureName.nullable() }), ProjectState),
  /** Columns besides the paper's; undoable. */
  "figure2.columns": request(z.object({ added: z.array(ColumnId).max(12) }), ProjectState),
  "figure3.get": request(z.object({ poolId: Id, selection: Selection, columns: Columns }), Figure3),
  "figure.licences": request(z.object({ figure: FigureChoice }), FigureLicences),
  /** Draws a figure into the project's exports/. `override`: pictures are shown whose licence does not let them, by the user's decision. */
  "figure.export": request(z.object({ figure: FigureChoice, override: z.boolean() }), ExportedFigure),
} as const;

/** Of the host only: they carry bytes or paths. */
export const figureHostRequests = {
  /** As `figure.export`, into any file. */
  "figure.write": request(z.object({ figure: FigureChoice, override: z.boolean(), file: z.string().min(1).max(4096) }), Drawn),
  /** A figure that was exported, for a browser to keep. */
  "exported.picture": request(
    z.object({ file: z.string().max(200) }),
    z.object({ type: z.string(), bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array) }),
  ),
} as const;
