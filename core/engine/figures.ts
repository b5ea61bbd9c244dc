// What a window and its host ask about Fig. 2 and 3.
import type { figureHostRequests, figureRequests } from "../contract/figure-requests.ts";
import type { ProjectState } from "../contract/project-state.ts";
import type { Handlers } from "../wire.ts";
import type { EngineContext } from "./context.ts";
import { decisionHandlers } from "./export-decisions.ts";
import { drawFigure, exportedFigure, exportFigure, writeFigure } from "./export-figure.ts";
import { Figure2Pictures } from "./figure-2.ts";
import { figureLicences } from "./figure-contents.ts";

/** @param committed  tells every window the state after a commit, and returns it */
export function figureHandlers(
  context: EngineContext,
  committed: () => ProjectState | Promise<ProjectState>,
): Handlers<keyof typeof figureRequests | keyof typeof figureHostRequests> {
  const figure2 = new Figure2Pictures(context);
  return {
    "figure2.get": () => figure2.get(),
    "figure2.pictures": ({ columnId, className, from, count }) => figure2.page(columnId, className, from, count),
    "figure2.pick": async (asked) => {
      await figure2.pick(asked);
      return committed();
    },
    "figure2.columns": async ({ added }) => {
      await figure2.showColumns(added);
      return committed();
    },
    "figure3.get": async ({ poolId, selection, columns }) => {
      const pages = await (await context.opened.pool(poolId)).nearestByClass(selection, columns);
      return { classes: pages.map((page, classIndex) => ({ classIndex, ...page })) };
    },
    "figure.licences": ({ figure }) => figureLicences(context, figure2, figure),
    "figure.export": async ({ figure, override }) => exportFigure(context, figure, await drawFigure(context, figure2, figure, override)),
    "figure.write": async ({ figure, override, file }) => {
      const drawn = await drawFigure(context, figure2, figure, override);
      return writeFigure(context, figure, drawn, { name: file, path: file });
    },
    ...decisionHandlers(context),
    "exported.picture": ({ file }) => exportedFigure(context, file),
  };
}
