// The confusion matrix as it is shown and walked: the strength of a cell, and where an arrow key leads.
import type { Cell } from "../../stores/results.ts";

/** Share of the row's images that fell into the cell; null for a class without test images. */
export function shareOfRow(confusion: readonly (readonly number[])[], label: number, predicted: number): number | null {
  const row = confusion[label] ?? [];
  const total = row.reduce((sum, count) => sum + count, 0);
  return total === 0 ? null : (row[predicted] ?? 0) / total;
}

/** The neighbour an arrow key leads to; from no cell it leads to the first. */
export function cellAfter(key: string, cell: Cell, classCount: number): Cell | null {
  const steps: Record<string, [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  const step = steps[key];
  if (!step) return null;
  if (cell.label === null || cell.predicted === null) return { label: 0, predicted: 0 };
  const within = (index: number) => Math.max(0, Math.min(classCount - 1, index));
  return { label: within(cell.label + step[0]), predicted: within(cell.predicted + step[1]) };
}
