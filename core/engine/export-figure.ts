// Fig. 2 and 3 as files: drawn by the engine from the pictures themselves, written durably. A figure's file is named after its content,
// so that the same figure is the same file.
import { createHash } from "node:crypto";
import { promises } from "node:fs";
import { join } from "node:path";
import type { ExportedFigure, FigureChoice } from "../contract/figure-views.ts";
import { WorkbenchError } from "../errors.ts";
import { drawSheet } from "../export/draw-sheet.ts";
import type { NamedLicence } from "../export/export-permission.ts";
import { layoutSheet } from "../export/figure-sheet.ts";
import { fileTexts } from "../export/figure-words.ts";
import { writeDurably } from "../project/durable.ts";
import type { EngineContext } from "./context.ts";
import type { Figure2Pictures } from "./figure-2.ts";
import { figureContent } from "./figure-contents.ts";

interface DrawnFigure extends Omit<ExportedFigure, "file"> {
  png: Uint8Array;
  /** Licences that the user has decided against. */
  overridden: NamedLicence[];
}

/** @throws as `figureContent` */
export async function drawFigure(
  context: EngineContext,
  figure2: Figure2Pictures,
  choice: FigureChoice,
  override: boolean,
): Promise<DrawnFigure> {
  const { content, facts, pictureCount, withheldCount, overridden } = await figureContent(context, figure2, choice, override);
  const texts = fileTexts(content.caption, facts, content.notes);
  const { png, unreadableCount } = await drawSheet(layoutSheet(content), texts);
  return { png, pictureCount: pictureCount - unreadableCount, withheldCount, unreadableCount, overridden };
}

/** Writes a figure into exports/. @throws WorkbenchError `read-only` or `disk-full` */
export async function exportFigure(context: EngineContext, choice: FigureChoice, drawn: DrawnFigure): Promise<ExportedFigure> {
  const digest = createHash("sha256").update(drawn.png).digest("hex").slice(0, 10);
  const file = `figure-${choice.number}-${digest}.png`;
  return { file, ...(await writeFigure(context, choice, drawn, { name: file, path: join(context.project.exportsDirectory, file) })) };
}

/**
 * Writes a figure. What the user decided against licences is kept before: no file shows a face that no decision is kept of.
 *
 * @param to  its name in the project's memory, and where it is written
 */
export async function writeFigure(
  context: EngineContext,
  choice: FigureChoice,
  { png, overridden, ...counts }: DrawnFigure,
  to: { name: string; path: string },
): Promise<Omit<ExportedFigure, "file">> {
  const licences = overridden.map(({ title = "a data set", ...licence }) => ({ title, ...licence }));
  if (licences.length > 0) {
    context.project.store.exportDecisions.add({ content: `Fig. ${choice.number}`, file: to.name, licences });
    context.changed();
  }
  await writeDurably(to.path, png);
  return counts;
}

/** @param file  an `ExportedName` of the contract. @throws WorkbenchError `not-found` when there is none */
export async function exportedFigure(context: EngineContext, file: string): Promise<{ type: string; bytes: Uint8Array }> {
  const bytes = await promises.readFile(join(context.project.exportsDirectory, file)).catch(() => null);
  if (!bytes) throw new WorkbenchError("not-found", `There is no exported figure ${file}.`);
  return { type: "image/png", bytes };
}
