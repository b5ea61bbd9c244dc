// The histogram with its axis, its line and the ghost of where the line was. A press anywhere takes the line there; in the layout by
// class, Shift moves the line of one class only.
import { type PointerEvent, useMemo, useRef, useState } from "react";
import { gridDelta } from "../../../core/mining/delta-grid.ts";
import { histogramBars } from "../../../core/mining/histogram-bars.ts";
import type { Selection } from "../../../core/recipe.ts";
import { ClassMark } from "../../components/ClassMark.tsx";
import { useElementSize } from "../../gallery/useElementSize.ts";
import { useClasses, useIsReadOnly, useThreshold } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { axisOf } from "./axis.ts";
import { DeltaLine } from "./DeltaLine.tsx";
import { pixelOf } from "./draw-histogram.ts";
import { HistogramCanvas } from "./HistogramCanvas.tsx";
import type { HistogramLayout } from "./HistogramPanel.tsx";
import { HoverLine } from "./HoverLine.tsx";
import { barCountFor, ceilings, type StepRange, tickPlaces, ticksOf } from "./histogram-scale.ts";
import { type RuleCounts, withClassDelta, withDelta } from "./selection-changes.ts";

interface MarginHistogramProps {
  counts: RuleCounts;
  selection: Selection;
  layout: HistogramLayout;
  isWhole: boolean;
}

const barWidth = 4;
const tickDistance = 90;

export function MarginHistogram({ counts, selection, layout, isWhole }: MarginHistogramProps) {
  const plot = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(plot);
  const { move, rest } = useThreshold((state) => state);
  const previous = useThreshold((state) => state.previous);
  const isReadOnly = useIsReadOnly();
  /** Holds the axis still under the hand. */
  const [heldRange, setHeldRange] = useState<StepRange | null>(null);
  const [hoverX, setHoverX] = useState<number | null>(null);
  const ruleCounts = counts[selection.rule];
  const range = heldRange ?? axisOf(counts, selection, isWhole);
  const isStacked = layout === "stacked";

  const mostBars = barCountFor(ruleCounts, range, width, barWidth);
  const bars = useMemo(() => histogramBars(ruleCounts, mostBars), [ruleCounts, mostBars]);
  const { low, high } = range;
  const ceilingByClass = useMemo(
    () => ceilings(bars, { low, high }, ruleCounts.classCount, isStacked),
    [bars, low, high, ruleCounts.classCount, isStacked],
  );
  const ticks = ticksOf(range, width / tickDistance);
  const places = tickPlaces(ticks);
  const thresholds = Array.from({ length: ruleCounts.classCount }, (_, k) => selection.deltaOfClass[k] ?? selection.delta);

  const moveTo = (event: PointerEvent, within: StepRange) => {
    const frame = plot.current!.getBoundingClientRect();
    const part = Math.max(0, Math.min(1, (event.clientX - frame.left) / frame.width));
    const delta = gridDelta(within.low + part * (within.high - within.low));
    const row = Math.floor(((event.clientY - frame.top) / frame.height) * ruleCounts.classCount);
    const isOneClass = !isStacked && event.shiftKey && row >= 0 && row < ruleCounts.classCount;
    move(isOneClass ? withClassDelta(selection, row, delta, ruleCounts.classCount) : withDelta(selection, delta), "pointer");
  };
  const release = () => {
    if (!heldRange) return;
    setHeldRange(null);
    rest();
  };

  return (
    <div className="histogram">
      <div
        ref={plot}
        className="histogram-plot"
        onPointerDown={(event) => {
          if (event.button !== 0 || isReadOnly) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setHeldRange(range);
          setHoverX(null);
          moveTo(event, range);
        }}
        onPointerMove={(event) => {
          if (heldRange) moveTo(event, heldRange);
          setHoverX(heldRange ? null : event.clientX - event.currentTarget.getBoundingClientRect().left);
        }}
        onPointerLeave={() => setHoverX(null)}
        onPointerUp={release}
        onPointerCancel={release}
      >
        {ticks.map((tick) => (
          <span key={tick} className="histogram-gridline" style={{ left: pixelOf(tick, range, width) }} />
        ))}
        <HistogramCanvas {...{ width, height, bars, range, ceilingByClass, thresholds, isStacked }} />
        {previous && previous.rule === selection.rule && previous.delta !== selection.delta && (
          <Ghost x={pixelOf(previous.delta, range, width)} width={width} delta={previous.delta} />
        )}
        {hoverX !== null && <HoverLine x={hoverX} width={width} range={range} counts={ruleCounts} selection={selection} />}
        <DeltaLine x={pixelOf(selection.delta, range, width)} width={width} range={range} counts={ruleCounts} selection={selection} />
        {!isStacked && <RowNames />}
        {!isStacked && <OwnLines thresholds={selection.deltaOfClass} xOf={(delta) => pixelOf(delta, range, width)} />}
      </div>
      <div className="histogram-axis number" aria-hidden>
        {ticks.map((tick) => (
          <span key={tick} className="histogram-tick" style={{ left: pixelOf(tick, range, width) }}>
            {tick.toFixed(places)}
          </span>
        ))}
      </div>
    </div>
  );
}

const Ghost = ({ x, width, delta }: { x: number; width: number; delta: number }) =>
  x >= 0 && x <= width ? (
    <span className="ghost-line" style={{ left: x }}>
      <span className="ghost-value number">{strings.threshold.ghost(delta)}</span>
    </span>
  ) : null;

function RowNames() {
  const classes = useClasses();
  return (
    <div className="row-names" aria-hidden>
      {classes.map((name, k) => (
        <span key={name} className="row-name">
          <ClassMark classIndex={k} />
        </span>
      ))}
    </div>
  );
}

/** Marks of the classes that have their own delta, each in its row. */
const OwnLines = ({ thresholds, xOf }: { thresholds: readonly (number | null)[]; xOf(delta: number): number }) =>
  thresholds.map((delta, k) =>
    delta === null ? null : (
      <span
        // biome-ignore lint/suspicious/noArrayIndexKey: the index is the class
        key={k}
        className="own-line"
        style={{ left: xOf(delta), top: `${(k / thresholds.length) * 100}%`, height: `${100 / thresholds.length}%` }}
      />
    ),
  );
