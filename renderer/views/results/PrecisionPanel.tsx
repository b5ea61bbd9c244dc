// Precision of the pseudo-labels against the share of the pool, for both rules, and where the selection of the run stands.
import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { MiningSummary, PrecisionPoint } from "../../../core/contract/mining-views.ts";
import type { Results } from "../../../core/contract/result-views.ts";
import { ChartTip } from "../../components/ChartTip.tsx";
import { Legend } from "../../components/Legend.tsx";
import { Panel } from "../../components/Panel.tsx";
import { formatPercent } from "../../format.ts";
import { strings } from "../../strings.ts";

const look = {
  margin: { colour: "var(--accent)", isDashed: false },
  confidence: { colour: "var(--second)", isDashed: true },
} as const;

interface PrecisionPanelProps {
  curves: Results["precisionCurves"];
  mining: MiningSummary;
}

export function PrecisionPanel({ curves, mining }: PrecisionPanelProps) {
  const lowest = Math.min(1, ...curves.flatMap(({ points }) => points.map(({ precision }) => precision)));
  const floor = Math.max(0, Math.floor(lowest * 10 - 0.5) / 10);
  const share = mining.poolCount === 0 ? 0 : mining.selectedCount / mining.poolCount;
  return (
    <Panel
      title={strings.results.precisionCurve}
      hint={strings.results.pseudoNote}
      aside={<Legend entries={curves.map(({ rule }) => ({ name: strings.threshold.rules[rule], ...look[rule] }))} />}
    >
      <div className="chart precision-chart">
        <ResponsiveContainer width="100%" height="100%">
          <LineChart margin={{ top: 8, right: 14, bottom: 0, left: 0 }} accessibilityLayer={false}>
            <CartesianGrid stroke="var(--line)" vertical={false} />
            <XAxis
              dataKey="share"
              type="number"
              domain={[0, 1]}
              tickCount={6}
              tickFormatter={percentTick}
              stroke="var(--line-strong)"
              tickLine={false}
            />
            <YAxis width={50} domain={[floor, 1]} tickCount={6} tickFormatter={percentTick} axisLine={false} tickLine={false} />
            <ReferenceLine x={share} stroke="var(--text-faint)" strokeDasharray="3 3" />
            <Tooltip
              isAnimationActive={false}
              cursor={{ stroke: "var(--line-strong)" }}
              content={({ active, label }) => (active ? <ShareTip curves={curves} share={Number(label)} /> : null)}
            />
            {curves.map(({ rule, points }) => (
              <Line
                key={rule}
                data={points}
                dataKey="precision"
                stroke={look[rule].colour}
                strokeDasharray={look[rule].isDashed ? "5 4" : undefined}
                strokeWidth={2}
                dot={false}
                isAnimationActive={false}
              />
            ))}
          </LineChart>
        </ResponsiveContainer>
      </div>
      <p className="panel-hint number">{strings.results.atSelection(share, mining.selectedCount)}</p>
    </Panel>
  );
}

function ShareTip({ curves, share }: { curves: Results["precisionCurves"]; share: number }) {
  const rows = curves.flatMap(({ rule, points }) => {
    const point = nearestPoint(points, share);
    return point ? [{ name: strings.threshold.rules[rule], colour: look[rule].colour, value: formatPercent(point.precision) }] : [];
  });
  return <ChartTip title={`${formatPercent(share)} ${strings.results.ofPool}`} rows={rows} />;
}

const nearestPoint = (points: readonly PrecisionPoint[], share: number): PrecisionPoint | undefined =>
  [...points].sort((a, b) => Math.abs(a.share - share) - Math.abs(b.share - share))[0];

const percentTick = (share: number): string => `${Math.round(share * 100)} %`;
