// What delta would select at the place under the mouse, before anything is moved.
import { gridDelta } from "../../../core/mining/delta-grid.ts";
import type { ThresholdCounts } from "../../../core/mining/threshold-counts.ts";
import type { Selection } from "../../../core/recipe.ts";
import { strings } from "../../strings.ts";
import type { StepRange } from "./histogram-scale.ts";
import { withDelta } from "./selection-changes.ts";

interface HoverLineProps {
  /** Pixels from the left edge of the plot, which is `width` wide. */
  x: number;
  width: number;
  range: StepRange;
  counts: ThresholdCounts;
  selection: Selection;
}

export function HoverLine({ x, width, range, counts, selection }: HoverLineProps) {
  const at = withDelta(selection, gridDelta(range.low + (x / width) * (range.high - range.low)));
  const { total, share } = counts.countAt(at);
  return (
    <span className="hover-line" style={{ left: x }} aria-hidden>
      <span className={x > width / 2 ? "hover-value hover-value-left number" : "hover-value number"}>
        {strings.threshold.wouldSelect(at.delta, total, share)}
      </span>
    </span>
  );
}
