// Which values the margin histogram shows. On real features the useful deltas crowd between 0.03 and 0.25, so the axis follows the
// data instead of spanning 0 to 2.
import { gridDelta, gridStep, lastStep } from "../../../core/mining/delta-grid.ts";
import type { HistogramBar } from "../../../core/mining/histogram-bars.ts";
import type { ThresholdCounts } from "../../../core/mining/threshold-counts.ts";

/** Grid steps, `low` included and `high` not. */
export interface StepRange {
  low: number;
  high: number;
}

/** At each end the axis leaves out at most this share of the pool. */
const shareLeftOut = 0.0005;
const padding = 0.04;

/**
 * Steps that hold nearly all of the pool, and every delta in use.
 *
 * @param deltas  values that must be on the axis, such as the line being dragged
 * @param whole   shows every image, outliers too
 */
export function rangeOf(counts: ThresholdCounts, deltas: readonly number[], whole = false): StepRange {
  if (counts.total === 0) return { low: 0, high: gridStep(1) };
  const leftOut = whole ? 0 : Math.floor(counts.total * shareLeftOut);
  const high = counts.totalStepKeeping(leftOut + 1) + 1;
  const low = counts.totalStepKeeping(counts.total - leftOut);
  const pad = Math.max(8, Math.round((high - low) * padding));
  const steps = deltas.map(gridStep);
  return {
    low: Math.max(0, Math.min(low - pad, ...steps)),
    high: Math.min(lastStep, Math.max(high + pad, ...steps.map((step) => step + 1))),
  };
}

/** What the keys move delta by: about a four-hundredth of the axis, and ten times that. */
export function keySteps({ low, high }: StepRange): { fine: number; coarse: number } {
  const fine = Math.max(1, Math.round((high - low) / 400));
  return { fine, coarse: fine * 10 };
}

/** Round values for the axis, about `wanted` of them. */
export function ticksOf({ low, high }: StepRange, wanted: number): number[] {
  const [from, to] = [gridDelta(low), gridDelta(high)];
  const rough = (to - from) / Math.max(1, wanted);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? rough;
  const ticks: number[] = [];
  for (let n = Math.ceil(from / step - 1e-9); n * step <= to + 1e-9; n++) ticks.push(Number((n * step).toPrecision(12)));
  return ticks;
}

/** Places behind the point that tell neighbouring ticks apart. */
export function tickPlaces(ticks: readonly number[]): number {
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0);
  return Math.max(0, Math.min(4, Math.ceil(-Math.log10(step) - 1e-9)));
}

/**
 * Height of the axis in images, by class: one for all where classes are stacked, else each class its own.
 *
 * The tallest bar on the axis decides, unless it stands alone (softmax confidence piles up at 1); then it is cut.
 */
export function ceilings(bars: readonly HistogramBar[], { low, high }: StepRange, classCount: number, isStacked: boolean): number[] {
  const shown = bars.filter(({ from, to }) => to > gridDelta(low) && from < gridDelta(high));
  if (isStacked) return new Array<number>(classCount).fill(ceilingOf(shown.map(({ count }) => count)));
  return Array.from({ length: classCount }, (_, k) => ceilingOf(shown.map(({ countByClass }) => countByClass[k]!)));
}

function ceilingOf(heights: number[]): number {
  const sorted = [...heights].sort((a, b) => b - a);
  const ordinary = sorted[Math.min(sorted.length - 1, Math.max(2, Math.floor(heights.length * 0.03)))] ?? 0;
  return Math.max(1, Math.min(sorted[0] ?? 1, ordinary * 2.5)) * 1.05;
}

/** How many bars the whole pool needs for bars of about `barWidth` pixels on an axis of `width` pixels. */
export function barCountFor(counts: ThresholdCounts, { low, high }: StepRange, width: number, barWidth: number): number {
  return Math.max(1, Math.round((width / barWidth) * Math.max(1, counts.stepCount / (high - low))));
}
