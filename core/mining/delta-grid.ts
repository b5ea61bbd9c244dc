// The grid of 1/4096 that delta moves on. A float32 value times 4096 only changes its exponent, so sorting values into steps is
// exact: `value >= step / 4096` and `gridStep(value) >= step` never disagree, and suffix sums over steps count what a loop counts.
import { deltaGrid, type Selection } from "../recipe.ts";

/** Values reach from 0 to 2 (the margin between two opposite cosines). */
export const lastStep = 2 * deltaGrid;

/** Step that a margin or confidence (float32, 0 to 2) falls into: the largest whose delta is not above it. */
export const gridStep = (value: number): number => Math.floor(value * deltaGrid);

/** Delta of a step. */
export const gridDelta = (step: number): number => step / deltaGrid;

/** First step whose values are all at or above a delta; of a delta on the grid, its own. */
export const stepAbove = (delta: number): number => Math.ceil(delta * deltaGrid);

export const isOnGrid = (delta: number): boolean => Number.isInteger(delta * deltaGrid);

/**
 * What values of a class are compared with: its own delta or the common one, rounded to float32, because values are stored as
 * float32. Rounded here and in the exported table alike, so the count shown is the count exported.
 */
export const thresholdOf = (selection: Selection, classIndex: number): number =>
  Math.fround(selection.deltaOfClass[classIndex] ?? selection.delta);
