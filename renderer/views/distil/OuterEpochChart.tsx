// Lines over outer epochs, from the start on. The axis already spans the planned epochs, so that a live curve grows into its room.
import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { DistillationEpoch } from "../../../core/distillation/distillation-view.ts";
import { ChartTip } from "../../components/ChartTip.tsx";
import { useDistil } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import type { OuterEpochLine } from "./step-size-lines.ts";

interface OuterEpochChartProps {
  epochs: readonly DistillationEpoch[];
  /** The last epoch of the axis. */
  axisEnd: number;
  lines: readonly OuterEpochLine[];
}

const short = (value: number): string => String(Number(value.toPrecision(3)));

export function OuterEpochChart({ epochs, axisEnd, lines }: OuterEpochChartProps) {
  const lookedAt = useDistil((state) => state.epoch);
  return (
    <div className="chart outer-chart-plot">
      <ResponsiveContainer width="100%" height="100%">
        <LineChart data={[...epochs]} margin={{ top: 8, right: 12, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis
            dataKey="epoch"
            type="number"
            domain={[0, axisEnd]}
            allowDecimals={false}
            tickCount={Math.min(axisEnd + 1, 7)}
            stroke="var(--line-strong)"
            tickLine={false}
            height={24}
          />
          <YAxis width={58} domain={["auto", "auto"]} tickFormatter={short} tickCount={4} axisLine={false} tickLine={false} />
          {lookedAt !== null && <ReferenceLine x={lookedAt} stroke="var(--line-strong)" strokeWidth={1.5} />}
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: "var(--line-strong)" }}
            content={({ active, label }) => (active ? <EpochTip epochs={epochs} lines={lines} epoch={Number(label)} /> : null)}
          />
          {lines.map(({ name, colour, isDashed, value }) => (
            <Line
              key={name}
              name={name}
              dataKey={value}
              stroke={colour}
              strokeWidth={2}
              strokeDasharray={isDashed ? "5 4" : undefined}
              dot={epochs.length <= 40 ? { r: 2.5, fill: colour, stroke: "none" } : false}
              connectNulls
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

function EpochTip({ epochs, lines, epoch }: Pick<OuterEpochChartProps, "epochs" | "lines"> & { epoch: number }) {
  const told = epochs.find((candidate) => candidate.epoch === epoch);
  if (!told) return null;
  const rows = lines.flatMap(({ name, colour, value }) => {
    const known = value(told);
    return known === null ? [] : [{ name, colour, value: short(known) }];
  });
  return <ChartTip title={strings.distil.grid.epoch(epoch)} rows={rows} />;
}
