// Images by class and split: imbalance at a glance, numbers in the table below.
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { DatasetSummary, Split } from "../../../core/contract/dataset-summary.ts";
import { ChartTip } from "../../components/ChartTip.tsx";
import { ClassMark } from "../../components/ClassMark.tsx";
import { Legend } from "../../components/Legend.tsx";
import { Panel } from "../../components/Panel.tsx";
import { formatCount } from "../../format.ts";
import { useClasses } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { splitColour, splits } from "./splits.ts";

/** Pixels a class takes, and its name needs. */
const rowHeight = 28;
const nameWidth = 78;

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
      <div className="chart class-chart" style={{ height: classes.length * rowHeight + 30 }} aria-hidden>
        <ResponsiveContainer width="100%" height="100%">
          <BarChart
            data={rows}
            layout="vertical"
            margin={{ top: 0, right: 8, bottom: 0, left: 0 }}
            barGap={1}
            barCategoryGap="24%"
            accessibilityLayer={false}
          >
            <CartesianGrid stroke="var(--line)" horizontal={false} />
            <XAxis type="number" tickCount={5} tickLine={false} axisLine={false} tickFormatter={formatCount} />
            <YAxis type="category" dataKey="name" width={nameWidth} interval={0} axisLine={false} tickLine={false} />
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
              <Bar key={split} dataKey={split} fill={splitColour[split]} radius={[0, 2, 2, 0]} isAnimationActive={false} />
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
