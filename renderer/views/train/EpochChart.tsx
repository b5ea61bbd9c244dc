// Lines over epochs. The axis already spans the planned epochs, so that a live curve grows into its room. Charts of one run share it:
// what is pointed at in one is marked in all.
import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { EpochMetrics } from "../../../core/contract/run-views.ts";
import { strings } from "../../strings.ts";

export interface EpochLine {
  name: string;
  colour: string;
  isDashed?: boolean;
  value(epoch: EpochMetrics): number | null;
}

interface EpochChartProps {
  epochs: EpochMetrics[];
  /** The last epoch of the axis. */
  axisEnd: number;
  /** Marked by a line. */
  best: number | null;
  isBestNamed: boolean;
  /** The epoch whose values are told. */
  pointed: number | null;
  /** Where the mouse is; null when it leaves. */
  onPoint(epoch: number | null): void;
  /** Only the lowest of several charts names the epochs. */
  hasAxis: boolean;
  lines: readonly EpochLine[];
  /** The axis runs from 0 to 100 %. */
  isShare?: boolean | undefined;
  isStep?: boolean | undefined;
}

export function EpochChart(props: EpochChartProps) {
  const { epochs, axisEnd, best, isBestNamed, pointed, onPoint, hasAxis, lines, isShare = false, isStep = false } = props;
  const isSparse = epochs.length <= 40;
  return (
    <div className="chart run-chart-plot">
      <ResponsiveContainer width="100%" height="100%">
        <LineChart
          data={epochs}
          margin={{ top: 7, right: 8, bottom: hasAxis ? 0 : 7, left: 0 }}
          accessibilityLayer={false}
          onMouseMove={({ activeLabel }) => onPoint(activeLabel === undefined ? null : Number(activeLabel))}
          onMouseLeave={() => onPoint(null)}
        >
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis
            dataKey="epoch"
            type="number"
            domain={[1, axisEnd]}
            allowDecimals={false}
            tickCount={Math.min(axisEnd, 8)}
            tick={hasAxis}
            height={hasAxis ? 24 : 1}
            stroke="var(--line-strong)"
            tickLine={false}
          />
          <YAxis
            width={52}
            domain={isShare ? [0, 1] : [0, "auto"]}
            tickFormatter={isShare ? (share: number) => `${Math.round(share * 100)} %` : compact}
            tickCount={3}
            interval={0}
            axisLine={false}
            tickLine={false}
          />
          <Tooltip content={() => null} cursor={false} />
          {pointed !== null && <ReferenceLine x={pointed} stroke="var(--line-strong)" strokeWidth={1.5} />}
          {best !== null && (
            <ReferenceLine
              x={best}
              stroke="var(--second)"
              strokeWidth={1.5}
              {...(isBestNamed && { label: { value: strings.train.best, position: "insideTopLeft", offset: 4 } })}
            />
          )}
          {lines.map(({ name, colour, isDashed, value }) => (
            <Line
              key={name}
              name={name}
              dataKey={value}
              type={isStep ? "step" : "monotone"}
              stroke={colour}
              strokeWidth={2}
              strokeDasharray={isDashed ? "5 4" : undefined}
              dot={isSparse ? { r: 2.5, fill: colour, stroke: "none" } : false}
              connectNulls
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

const compact = (value: number): string =>
  value >= 1000 ? `${Number((value / 1000).toPrecision(3))}k` : String(Number(value.toPrecision(3)));
