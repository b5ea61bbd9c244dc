// The margin histogram as it is drawn. Useful values crowd together (0.03 to 0.25 on real faces), so the scale follows the data:
// it reaches from the lowest to the highest value, in bars that are whole steps of the delta grid.
import { gridDelta } from "./delta-grid.ts";
import type { ThresholdCounts } from "./threshold-counts.ts";

export interface HistogramBar {
  /** Values of the bar: from <= value < to. Both are on the delta grid. */
  from: number;
  to: number;
  countByClass: number[];
  count: number;
}

/** At most `mostBars` bars of equal width, whose counts add up to the pool; none for an empty pool. */
export function histogramBars(counts: ThresholdCounts, mostBars: number): HistogramBar[] {
  const first = lowestStep(counts);
  const stepsPerBar = Math.max(1, Math.ceil((counts.stepCount - first) / mostBars));
  const bars: HistogramBar[] = [];
  for (let step = first; step < counts.stepCount; step += stepsPerBar) {
    const next = step + stepsPerBar;
    const countByClass = Array.from({ length: counts.classCount }, (_, k) => counts.countFrom(k, step) - counts.countFrom(k, next));
    bars.push({ from: gridDelta(step), to: gridDelta(next), countByClass, count: counts.totalFrom(step) - counts.totalFrom(next) });
  }
  return bars;
}

/** The lowest step that holds a row: the largest one whose delta still accepts the whole pool. */
const lowestStep = (counts: ThresholdCounts): number => counts.totalStepKeeping(counts.total);
