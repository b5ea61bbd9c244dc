// Paints the histogram: a few thousand rectangles, well under a millisecond, so that it can follow every frame of a drag.
import { gridStep } from "../../../core/mining/delta-grid.ts";
import type { HistogramBar } from "../../../core/mining/histogram-bars.ts";
import type { StepRange } from "./histogram-scale.ts";

export interface HistogramPicture {
  /** CSS pixels. */
  width: number;
  height: number;
  bars: readonly HistogramBar[];
  range: StepRange;
  /** Images at the upper edge; taller bars are cut. In the layout by class, each class has its own. */
  ceilingByClass: readonly number[];
  /** By class: values from here on are selected. */
  thresholds: readonly number[];
  colours: readonly string[];
  isStacked: boolean;
}

const rejectedOpacity = 0.2;
/** Space between the rows of two classes. */
export const rowGap = 5;

export function drawHistogram(context: CanvasRenderingContext2D, picture: HistogramPicture, devicePixelRatio: number): void {
  const { width, height, range, thresholds } = picture;
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  context.clearRect(0, 0, width, height);
  for (let k = 0; k < thresholds.length; k++) {
    const x = pixelOf(thresholds[k]!, range, width);
    context.globalAlpha = rejectedOpacity;
    drawClass(context, picture, k, 0, x);
    context.globalAlpha = 1;
    drawClass(context, picture, k, x, width);
  }
}

/** Where a value lies on an axis of `width` pixels. */
export const pixelOf = (value: number, { low, high }: StepRange, width: number): number =>
  ((value * gridStep(1) - low) / (high - low)) * width;

/** The bars of one class between two pixels; a bar that the threshold crosses is painted in both looks. */
function drawClass(context: CanvasRenderingContext2D, picture: HistogramPicture, k: number, from: number, to: number): void {
  const { width, height, bars, range, ceilingByClass, colours, isStacked } = picture;
  const rowHeight = isStacked ? height : height / colours.length;
  const bottom = isStacked ? height : (k + 1) * rowHeight;
  const scale = (isStacked ? height : rowHeight - rowGap) / ceilingByClass[k]!;
  context.fillStyle = colours[k]!;
  for (const bar of bars) {
    const count = bar.countByClass[k]!;
    if (count === 0) continue;
    const left = Math.max(from, Math.round(pixelOf(bar.from, range, width)));
    const end = Math.round(pixelOf(bar.to, range, width));
    const right = Math.min(to, end - (end - left > 2 ? 1 : 0));
    if (right <= left) continue;
    const below = isStacked ? sumBelow(bar, k) : 0;
    const base = Math.min(below * scale, height);
    const tall = Math.min(count * scale, (isStacked ? height : rowHeight - rowGap) - base);
    context.fillRect(left, bottom - base - Math.max(tall, isStacked ? 0 : 1), right - left, Math.max(tall, isStacked ? 0 : 1));
  }
}

function sumBelow({ countByClass }: HistogramBar, k: number): number {
  let sum = 0;
  for (let below = 0; below < k; below++) sum += countByClass[below]!;
  return sum;
}
