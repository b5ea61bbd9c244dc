// What every way to find thresholds comes to: one threshold for all classes, and those of the classes that have their own.
import type { Selection } from "../recipe.ts";
import { gridDelta, lastStep, stepAbove } from "./delta-grid.ts";

export type ClassThresholds = Pick<Selection, "delta" | "deltaOfClass">;

/**
 * Thresholds on the grid of deltas, each raised to the next step, so that the window counts them exactly; a class without one of its
 * own (null) follows the common one.
 */
export function onGrid(delta: number, deltaOfClass: readonly (number | null)[]): ClassThresholds {
  const raised = (value: number) => gridDelta(Math.min(lastStep, stepAbove(value)));
  return { delta: raised(delta), deltaOfClass: deltaOfClass.map((own) => (own === null ? null : raised(own))) };
}
