// Lines over epochs. The axis already spans the planned epochs, so that a live curve grows into its room. Charts of one run share it:
// what is pointed at in one is shown in all.
import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { EpochMetrics } from "../../../core/contract.ts";
import { ChartTip } from "../../components/ChartTip.tsx";
import { strings } from "../../strings.ts";

export interface EpochLine {
  name: string;
  colour: string;
  isDashed?: boolean;
  value(epoch: EpochMetrics): number | null;
}

interface EpochChartProps {
  epochs: EpochMetrics[];
  planned: number | null;
  /** Marked by a line. */
  best: number | null;
  /** Only the lowest of several charts names the epochs. */
  hasAxis: boolean;
  lines: readonly EpochLine[];
  format(value: number): string;
  /** The axis runs from 0 to 100 %. */
  isShare?: boolean | undefined;
  isStep?: boolean | undefined;
}

export function EpochChart(props: EpochChartProps) {
  const { epochs, planned, best, hasAxis, lines, format, isShare = false, isStep = false } = props;
  const last = Math.max(planned ?? 0, epochs.length, 2);
  const isSparse = epochs.length <= 40;
  return (
    <div className="chart run-chart-plot">
      <ResponsiveContainer width="100%" height="100%">
        <LineChart
          data={epochs}
          syncId="run"
          syncMethod="value"
          margin={{ top: 7, right: 8, bottom: hasAxis ? 0 : 7, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis
            dataKey="epoch"
            type="number"
            domain={[1, last]}
            allowDecimals={false}
            tickCount={Math.min(last, 8)}
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
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: "var(--line-strong)" }}
            content={({ active, label }) => {
              const epoch = epochs.find((candidate) => candidate.epoch === label);
              if (!active || !epoch) return null;
              const rows = lines.flatMap(({ name, colour, value }) => {
                const shown = value(epoch);
                return shown === null ? [] : [{ name, colour, value: format(shown) }];
              });
              return <ChartTip title={`${strings.train.epoch} ${epoch.epoch}`} rows={rows} />;
            }}
          />
          {best !== null && <ReferenceLine x={best} stroke="var(--second)" strokeWidth={1.5} />}
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
