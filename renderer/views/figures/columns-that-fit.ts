// How many columns of Fig. 3 a window has room for: as many as keep all rows in sight at the size that its height gives a tile.
import { mostFigureColumns } from "../../../core/contract/figure-views.ts";

/** In CSS pixels: what figures.css gives to names, gaps and values. */
const sizes = { label: 150, gap: 6, value: 20, smallestTile: 56, largestTile: 208 };

export function columnsThatFit(width: number, height: number, rowCount: number, hasValues: boolean): number {
  const ofHeight = height / Math.max(1, rowCount) - sizes.gap - (hasValues ? sizes.value : 0);
  const tile = Math.max(sizes.smallestTile, Math.min(sizes.largestTile, ofHeight));
  return Math.max(1, Math.min(mostFigureColumns, Math.floor((width - sizes.label) / (tile + sizes.gap))));
}
