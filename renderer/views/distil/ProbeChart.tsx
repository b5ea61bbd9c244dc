// The prediction curves of Fig. 7 over the epochs of the probe.
import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { ProbeResult } from "../../../core/distillation/distillation-view.ts";
import { ChartTip } from "../../components/ChartTip.tsx";
import { Legend } from "../../components/Legend.tsx";
import { formatPercent } from "../../format.ts";
import { strings } from "../../strings.ts";
import { type ProbeMeasure, probeLines } from "./probe-lines.ts";

const words = strings.distil.figure7;

interface ProbeChartProps {
  probe: ProbeResult;
  measure: ProbeMeasure;
  classCount: number;
}

export function ProbeChart({ probe, measure, classCount }: ProbeChartProps) {
  const lines = probeLines(probe, measure);
  const isShare = measure === "accuracy";
  const format = isShare ? (value: number) => formatPercent(value) : (value: number) => value.toFixed(3);
  return (
    <figure className="probe-figure">
      <div className="chart probe-chart" role="img" aria-label={words[measure]}>
        <ResponsiveContainer width="100%" height="100%">
          <LineChart margin={{ top: 8, right: 14, bottom: 0, left: 0 }} accessibilityLayer={false}>
            <CartesianGrid stroke="var(--line)" vertical={false} />
            <XAxis
              dataKey="epoch"
              type="number"
              domain={[1, "dataMax"]}
              allowDecimals={false}
              tickCount={7}
              stroke="var(--line-strong)"
              tickLine={false}
            />
            <YAxis
              width={56}
              domain={isShare ? [0, 1] : [0, "auto"]}
              tickCount={5}
              tickFormatter={isShare ? (share: number) => `${Math.round(share * 100)} %` : String}
              axisLine={false}
              tickLine={false}
            />
            {isShare && classCount > 0 && <ReferenceLine y={1 / classCount} stroke="var(--text-faint)" strokeDasharray="2 4" />}
            <Tooltip
              isAnimationActive={false}
              cursor={{ stroke: "var(--line-strong)" }}
              content={({ active, label }) => {
                if (!active) return null;
                const rows = lines.flatMap(({ name, colour, epochs, value }) => {
                  const told = epochs.find(({ epoch }) => epoch === Number(label));
                  return told ? [{ name, colour, value: format(value(told)) }] : [];
                });
                return <ChartTip title={`${words.epoch} ${label}`} rows={rows} />;
              }}
            />
            {lines.map(({ name, colour, isDashed, epochs, value }) => (
              <Line
                key={name}
                name={name}
                data={epochs}
                dataKey={value}
                stroke={colour}
                strokeWidth={2}
                strokeDasharray={isDashed ? "5 4" : undefined}
                dot={false}
                isAnimationActive={false}
              />
            ))}
          </LineChart>
        </ResponsiveContainer>
      </div>
      <figcaption>
        <Legend entries={isShare ? [...lines, { name: words.chance, colour: "var(--text-faint)", isDashed: true }] : lines} />
      </figcaption>
    </figure>
  );
}
