// Delta itself: a line across the histogram that mouse and keys move, and a slider to those who cannot see it.
import type { CSSProperties } from "react";
import { gridDelta } from "../../../core/mining/delta-grid.ts";
import type { ThresholdCounts } from "../../../core/mining/threshold-counts.ts";
import type { Selection } from "../../../core/recipe.ts";
import { formatCount, formatValue } from "../../format.ts";
import { useIsReadOnly, useThreshold } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { keySteps, type StepRange } from "./histogram-scale.ts";
import { movedBySteps, withDelta } from "./selection-changes.ts";

interface DeltaLineProps {
  /** Pixels from the left edge of the plot, which is `width` wide. */
  x: number;
  width: number;
  range: StepRange;
  counts: ThresholdCounts;
  selection: Selection;
}

/** How far the grip and the words beside it leave their line to stay on the plot. */
const labelShift = (x: number, width: number): number => Math.max(halfGrip, Math.min(width - halfGrip, x)) - x;
const halfGrip = 38;

/** Closer to an edge than this, a label moves to the other side of the line. */
const labelWidth = 150;

export function DeltaLine({ x, width, range, counts, selection }: DeltaLineProps) {
  const { move } = useThreshold((state) => state);
  const isReadOnly = useIsReadOnly();
  const { total, share } = counts.countAt(selection);
  const { fine, coarse } = keySteps(range);

  const selectionAfter = (key: string, isCoarse: boolean): Selection | null => {
    const step = isCoarse ? coarse : fine;
    if (key === "ArrowLeft" || key === "ArrowDown") return movedBySteps(selection, -step);
    if (key === "ArrowRight" || key === "ArrowUp") return movedBySteps(selection, step);
    if (key === "PageDown") return movedBySteps(selection, -coarse);
    if (key === "PageUp") return movedBySteps(selection, coarse);
    if (key === "Home") return withDelta(selection, gridDelta(range.low));
    if (key === "End") return withDelta(selection, gridDelta(range.high));
    return null;
  };

  return (
    <div
      className="delta-line"
      style={{ left: Math.max(0, Math.min(width, x)), "--shift": `${labelShift(x, width)}px` } as CSSProperties}
      role="slider"
      tabIndex={0}
      aria-label={strings.threshold.line}
      aria-orientation="horizontal"
      aria-valuemin={gridDelta(range.low)}
      aria-valuemax={gridDelta(range.high)}
      aria-valuenow={selection.delta}
      aria-valuetext={strings.threshold.lineText(selection.delta, total, share)}
      aria-disabled={isReadOnly}
      onKeyDown={(event) => {
        const next = selectionAfter(event.key, event.shiftKey);
        if (!next || isReadOnly || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        move(next);
      }}
    >
      <span className="delta-grip number" aria-hidden>
        δ {formatValue(selection.delta)}
      </span>
      {x > labelWidth && (
        <span className="delta-side delta-side-left number" aria-hidden>
          {formatCount(counts.poolCount - total)} {strings.threshold.rejected}
        </span>
      )}
      {x < width - labelWidth && (
        <span className="delta-side delta-side-right number" aria-hidden>
          {formatCount(total)} {strings.threshold.accepted}
        </span>
      )}
    </div>
  );
}
