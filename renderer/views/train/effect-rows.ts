// The measured effect of bfloat16 as rows of a table: values of both precisions, or one value for the two together.
import type { MeasuredPrecisionEffect } from "../../../core/contract/mining-views.ts";
import { Precision } from "../../../core/recipe.ts";
import { formatCount, formatPercent, formatValue } from "../../format.ts";
import { strings } from "../../strings.ts";

const words = strings.train.mining;

export interface EffectRow {
  name: string;
  /** One for each of `Precision.options`, or one alone. */
  values: [string, string] | [string];
}

export function effectRows({ anchors, pool, imagesPerSecond, delta }: MeasuredPrecisionEffect): EffectRow[] {
  const both = <T>(of: Record<Precision, T>, text: (value: T) => string) =>
    Precision.options.map((one) => text(of[one])) as [string, string];
  return [
    { name: words.anchorAccuracy, values: both(anchors.accuracy, (share) => formatPercent(share)) },
    { name: words.selected(formatValue(delta)), values: both(pool.selected, formatCount) },
    { name: words.speed, values: both(imagesPerSecond, formatCount) },
    { name: words.samePseudoLabel, values: [formatPercent(pool.agreement, 2)] },
    { name: words.changed, values: [formatPercent(pool.changedShare, 2)] },
    { name: words.meanDifference, values: [difference(pool.marginDifference.mean)] },
    { name: words.largestDifference, values: [difference(pool.marginDifference.largest)] },
  ];
}

/** Differences of margins are far below a step of delta's grid: two digits, wherever they begin. */
const difference = (value: number): string =>
  value === 0 ? "0" : value < 1e-4 ? value.toExponential(1) : String(Number(value.toPrecision(2)));

/** Says by how much bfloat16 was slower; null where it was not. */
export function slowerText({ imagesPerSecond: { float32, bfloat16 } }: Pick<MeasuredPrecisionEffect, "imagesPerSecond">): string | null {
  return bfloat16 < float32 ? words.slower((bfloat16 / float32).toFixed(2)) : null;
}
