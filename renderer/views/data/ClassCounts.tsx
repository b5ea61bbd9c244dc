// Images by class and split: imbalance at a glance, numbers in the table below.
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { DatasetSummary, Split } from "../../../core/contract.ts";
import { ChartTip } from "../../components/ChartTip.tsx";
import { ClassMark } from "../../components/ClassMark.tsx";
import { Legend } from "../../components/Legend.tsx";
import { Panel } from "../../components/Panel.tsx";
import { formatCount } from "../../format.ts";
import { useClasses } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { splitColour, splits } from "./splits.ts";

export function ClassCounts({ dataset }: { dataset: DatasetSummary }) {
  const classes = useClasses();
  const isLabelled = (split: Split) => dataset.countByClass[split].some((count) => count > 0);
  const shown = splits.filter(isLabelled);
  const rows = classes.map((name, k) => ({
    name,
    ...Object.fromEntries(splits.map((split) => [split, dataset.countByClass[split][k] ?? 0])),
  }));
  return (
    <Panel title={strings.data.byClass} hint={!isLabelled("pool") && strings.data.unlabelledPool}>
      <div className="chart class-chart" aria-hidden>
        <ResponsiveContainer width="100%" height="100%">
          <BarChart
            data={rows}
            margin={{ top: 4, right: 0, bottom: 0, left: 0 }}
            barGap={1}
            barCategoryGap="22%"
            accessibilityLayer={false}
          >
            <CartesianGrid stroke="var(--line)" vertical={false} />
            <XAxis
              dataKey="name"
              interval={0}
              tickLine={false}
              stroke="var(--line-strong)"
              tickFormatter={(name: string) => (classes.length > 8 ? name.slice(0, 4) : name)}
            />
            <YAxis width={46} axisLine={false} tickLine={false} tickCount={4} tickFormatter={formatCount} />
            <Tooltip
              isAnimationActive={false}
              cursor={{ fill: "var(--surface-inset)" }}
              content={({ active, label }) => {
                const k = classes.indexOf(String(label));
                if (!active || k < 0) return null;
                return (
                  <ChartTip
                    title={label}
                    rows={shown.map((split) => ({
                      name: strings.data.splits[split],
                      colour: splitColour[split],
                      value: formatCount(dataset.countByClass[split][k] ?? 0),
                    }))}
                  />
                );
              }}
            />
            {shown.map((split) => (
              <Bar key={split} dataKey={split} fill={splitColour[split]} radius={[2, 2, 0, 0]} isAnimationActive={false} />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
      <Legend entries={shown.map((split) => ({ name: strings.data.splits[split], colour: splitColour[split], isFilled: true }))} />
      <table className="table class-count-table number">
        <caption className="visually-hidden">{strings.data.byClass}</caption>
        <thead>
          <tr>
            <th scope="col">{strings.data.classColumn}</th>
            {shown.map((split) => (
              <th key={split} scope="col">
                {strings.data.splits[split]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {classes.map((name, k) => (
            <tr key={name}>
              <th scope="row">
                <ClassMark classIndex={k} />
              </th>
              {shown.map((split) => (
                <td key={split}>{formatCount(dataset.countByClass[split][k] ?? 0)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
