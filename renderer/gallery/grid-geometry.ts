// Where tiles lie, and where a key leads from one of them.

export const tileGap = 6;

export interface GridGeometry {
  columns: number;
  /** Side of a tile, at least the size asked for: the columns fill the width. */
  tileSize: number;
  rowHeight: number;
  rowCount: number;
}

export function gridGeometry(width: number, wantedTileSize: number, count: number): GridGeometry {
  const columns = Math.max(1, Math.floor((width + tileGap) / (wantedTileSize + tileGap)));
  const tileSize = Math.max(1, Math.floor((width - (columns - 1) * tileGap) / columns));
  return { columns, tileSize, rowHeight: tileSize + tileGap, rowCount: Math.ceil(count / columns) };
}

export type GridMove = "left" | "right" | "up" | "down" | "page-up" | "page-down" | "home" | "end";

/** The rank a move leads to; the ends of the list hold. */
export function rankAfter(move: GridMove, rank: number, count: number, columns: number, rowsOnScreen: number): number {
  const page = columns * Math.max(1, rowsOnScreen - 1);
  const target: Record<GridMove, number> = {
    left: rank - 1,
    right: rank + 1,
    up: rank - columns < 0 ? rank : rank - columns,
    down: rank + columns > count - 1 ? lastRowBelow(rank, count, columns) : rank + columns,
    "page-up": rank - page,
    "page-down": rank + page,
    home: 0,
    end: count - 1,
  };
  return Math.max(0, Math.min(count - 1, target[move]));
}

/** Down from the last full row leads to the end of a shorter one below it, and nowhere from the last row itself. */
function lastRowBelow(rank: number, count: number, columns: number): number {
  const isInLastRow = Math.floor(rank / columns) === Math.floor((count - 1) / columns);
  return isInLastRow ? rank : count - 1;
}

const pictureSizes = [48, 96, 160, 224, 320, 480] as const;

/** Pixels to ask of a picture: few steps, so that a change of tile size finds most pictures in the cache. */
export const pictureSizeFor = (tileSize: number, devicePixelRatio: number): number =>
  pictureSizes.find((size) => size >= tileSize * devicePixelRatio) ?? pictureSizes.at(-1)!;
