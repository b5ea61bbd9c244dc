// The axis of a dot-and-whisker chart: zero in the middle, far enough for every interval, round ticks.
import type { PairedInterval } from "../../../core/distillation/distillation-view.ts";

/** Fractions: a point of accuracy is 0.01. Finer ticks than a tenth of one say nothing. */
const steps = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5];
const ticksOfASide = 3;

/** @returns `reach`: both ends of the axis lie so far from zero; `ticks` ascending, zero among them */
export function whiskerAxis(intervals: readonly Pick<PairedInterval, "low" | "high">[]): { reach: number; ticks: number[] } {
  const farthest = Math.max(0.01, ...intervals.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]));
  const step = steps.find((candidate) => farthest / candidate <= ticksOfASide) ?? 0.5;
  const count = Math.ceil(farthest / step);
  const ticks = Array.from({ length: 2 * count + 1 }, (_, index) => (index - count) * step);
  return { reach: (count + 0.25) * step, ticks };
}
