// The axis of the histogram for a selection: the data of its rule, and room for every delta it holds.
import type { ThresholdCounts } from "../../../core/mining/threshold-counts.ts";
import type { Selection, SelectionRule } from "../../../core/recipe.ts";
import { rangeOf, type StepRange } from "./histogram-scale.ts";

export function axisOf(counts: Record<SelectionRule, ThresholdCounts>, selection: Selection, isWhole = false): StepRange {
  const own = selection.deltaOfClass.filter((delta) => delta !== null);
  return rangeOf(counts[selection.rule], [selection.delta, ...own], isWhole);
}
