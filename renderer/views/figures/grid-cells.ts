// Where an arrow key leads in a figure whose columns may be empty or of different lengths. Pure.
import type { GridMove } from "../../gallery/grid-geometry.ts";

export interface Place {
  row: number;
  column: number;
}

const steps: Partial<Record<GridMove, [rows: number, columns: number]>> = { left: [0, -1], right: [0, 1], up: [-1, 0], down: [1, 0] };

/**
 * The next place with a picture in the direction of a move: over what has none. Home and End lead to the ends of the row, the page keys
 * to those of the column. Where there is none, the place itself.
 */
export function placeAfter(move: GridMove, from: Place, size: { rows: number; columns: number }, has: (place: Place) => boolean): Place {
  const step = steps[move];
  if (step) return firstAlong(from, step, size, has) ?? from;
  const [row, column] = {
    home: [from.row, 0],
    end: [from.row, size.columns - 1],
    "page-up": [0, from.column],
    "page-down": [size.rows - 1, from.column],
  }[move as "home" | "end" | "page-up" | "page-down"] as [number, number];
  const towards: [number, number] = [Math.sign(from.row - row), Math.sign(from.column - column)];
  if (has({ row, column })) return { row, column };
  return towards[0] === 0 && towards[1] === 0 ? from : (firstAlong({ row, column }, towards, size, has) ?? from);
}

function firstAlong(
  from: Place,
  [rows, columns]: [number, number],
  size: { rows: number; columns: number },
  has: (place: Place) => boolean,
): Place | null {
  let place = { row: from.row + rows, column: from.column + columns };
  while (place.row >= 0 && place.row < size.rows && place.column >= 0 && place.column < size.columns) {
    if (has(place)) return place;
    place = { row: place.row + rows, column: place.column + columns };
  }
  return null;
}

/** The first place with a picture, in reading order. */
export function firstPlace(size: { rows: number; columns: number }, has: (place: Place) => boolean): Place | null {
  for (let row = 0; row < size.rows; row++) {
    for (let column = 0; column < size.columns; column++) if (has({ row, column })) return { row, column };
  }
  return null;
}
