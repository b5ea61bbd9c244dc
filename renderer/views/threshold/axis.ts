// The axis of the histogram for a selection: the data of its rule, and room for every delta it holds.
import type { Selection } from "../../../core/recipe.ts";
import { rangeOf, type StepRange } from "./histogram-scale.ts";
import type { RuleCounts } from "./selection-changes.ts";

export function axisOf(counts: RuleCounts, selection: Selection, isWhole = false): StepRange {
  const own = selection.deltaOfClass.filter((delta) => delta !== null);
  return rangeOf(counts[selection.rule], [selection.delta, ...own], isWhole);
}
