// The checkpoints of a distillation as columns of a grid: those that are kept, and those that are still to come.
import type { DistillationSummary } from "../../../core/distillation/distillation-view.ts";
import type { GridMove } from "../../gallery/grid-geometry.ts";

/** Outer epochs whose images will be kept, ascending; only the kept ones where nobody knows more. */
export function plannedEpochs({ state, recipe }: Pick<DistillationSummary, "state" | "recipe">, kept: readonly number[]): number[] {
  if (state === "finished" || recipe === null) return [...kept];
  const { outerEpochs, checkpointEvery } = recipe;
  const planned = Array.from({ length: Math.ceil(outerEpochs / checkpointEvery) }, (_, index) => index * checkpointEvery);
  return [...new Set([...kept, ...planned, outerEpochs])].sort((a, b) => a - b);
}

/** Where a look at one image of one checkpoint goes by a key: sideways through time, up and down through the images. */
export interface Place {
  column: number;
  row: number;
}

export function placeAfter(move: GridMove, { column, row }: Place, columns: number, rows: number): Place {
  const within = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));
  switch (move) {
    case "left":
      return { column: within(column - 1, columns), row };
    case "right":
      return { column: within(column + 1, columns), row };
    case "home":
      return { column: 0, row };
    case "end":
      return { column: within(columns - 1, columns), row };
    case "up":
      return { column, row: within(row - 1, rows) };
    case "down":
      return { column, row: within(row + 1, rows) };
    case "page-up":
      return { column, row: 0 };
    case "page-down":
      return { column, row: within(rows - 1, rows) };
  }
}
