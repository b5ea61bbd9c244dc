// Size, columns and rows of a gallery's grid. A change of tile size keeps the face at the upper edge where it is.
import { type RefObject, useLayoutEffect, useRef } from "react";
import { type GridGeometry, gridGeometry } from "./grid-geometry.ts";
import { useElementSize } from "./useElementSize.ts";
import { useVirtualRows, type VirtualRows } from "./virtual-rows.ts";

export interface GalleryGrid {
  grid: GridGeometry;
  rows: VirtualRows;
  /** Ranks that are drawn. */
  drawn: { first: number; last: number };
  /** Ranks that are on screen. */
  onScreen: { first: number; last: number };
}

export function useGalleryGrid(box: RefObject<HTMLElement | null>, wantedTileSize: number, count: number): GalleryGrid {
  const { width, height } = useElementSize(box);
  const grid = gridGeometry(width, wantedTileSize, count);
  const rows = useVirtualRows(box, height, grid.rowHeight, grid.rowCount);
  const { columns } = grid;
  const lastRank = (lastRow: number) => Math.min(count, (lastRow + 1) * columns) - 1;

  const before = useRef({ columns, topRank: 0 });
  const { scrollToRow } = rows;
  useLayoutEffect(() => {
    if (before.current.columns !== columns) scrollToRow(Math.floor(before.current.topRank / columns));
  }, [columns, scrollToRow]);
  useLayoutEffect(() => {
    before.current = { columns, topRank: before.current.columns === columns ? rows.topRow * columns : before.current.topRank };
  });

  return {
    grid,
    rows,
    drawn: { first: rows.first * columns, last: lastRank(rows.last) },
    onScreen: { first: rows.topRow * columns, last: lastRank(rows.topRow + rows.rowsOnScreen - 1) },
  };
}
