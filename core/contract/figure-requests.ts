// What a window may ask about Fig. 2 and 3, and what its host does: a part of the contract.
import { z } from "zod";
import { Selection } from "../recipe.ts";
import {
  ClassName,
  ColumnId,
  DrawnFigure,
  ExportedFigure,
  ExportedName,
  Figure2,
  Figure3,
  FigureChoice,
  FigureColumns,
  FigureLicences,
  LicenceDecision,
  PictureName,
  PictureOfCell,
} from "./figure-views.ts";
import { ProjectState } from "./project-state.ts";
import { nothing, request } from "./request.ts";
import { Count, Id } from "./values.ts";

export const figureRequests = {
  "figure2.get": request(nothing, Figure2),
  /** All pictures of a cell, data set by data set in the order of their import; the first of several that are the same file. */
  "figure2.pictures": request(
    z.object({ columnId: ColumnId, className: ClassName, from: Count, count: z.int().min(1).max(500) }),
    z.object({ total: Count, rows: z.array(PictureOfCell) }),
  ),
  /** Undoable; null goes back to the first picture that can be read. */
  "figure2.pick": request(z.object({ columnId: ColumnId, className: ClassName, picture: PictureName.nullable() }), ProjectState),
  /** Columns besides the paper's; undoable. */
  "figure2.columns": request(z.object({ added: z.array(ColumnId).max(12) }), ProjectState),
  "figure3.get": request(z.object({ poolId: Id, selection: Selection, columns: FigureColumns }), Figure3),
  "figure.licences": request(z.object({ figure: FigureChoice }), FigureLicences),
  /** Draws a figure into the project's exports/. `override`: pictures are shown whose licence does not let them, by the user's decision. */
  "figure.export": request(z.object({ figure: FigureChoice, override: z.boolean() }), ExportedFigure),
  /** What was decided against licences, newest first, at most 500 of `total`. Files by their names, in exports/ or outside the project. */
  "figure.decisions": request(
    nothing,
    z.object({ total: Count, decisions: z.array(LicenceDecision.extend({ isInProject: z.boolean() })) }),
  ),
} as const;

/** Of the host only: they carry bytes or paths. */
export const figureHostRequests = {
  /** As `figure.export`, into any file. */
  "figure.write": request(z.object({ figure: FigureChoice, override: z.boolean(), file: z.string().min(1).max(4096) }), DrawnFigure),
  /** All of `figure.decisions`, with the whole paths of their files. */
  "figure.decided-files": request(nothing, z.object({ decisions: z.array(LicenceDecision) })),
  /** A figure that was exported, for a browser to keep. */
  "exported.picture": request(
    z.object({ file: ExportedName }),
    z.object({ type: z.string(), bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array) }),
  ),
} as const;
