// Fig. 5: what training costs without auxiliary samples, with VAS and with DAS.
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { type CostGroup, costArms } from "../../../core/contract/table-views.ts";
import { ChartTip } from "../../components/ChartTip.tsx";
import { Legend } from "../../components/Legend.tsx";
import { Panel } from "../../components/Panel.tsx";
import { formatSeconds, unknown } from "../../format.ts";
import { strings } from "../../strings.ts";

const words = strings.tables;
const colours = { none: "var(--run-primitive)", vas: "var(--run-vas)", das: "var(--run-das)" } as const;

export function CostPanel({ costs }: { costs: readonly CostGroup[] }) {
  return (
    <Panel
      title={words.cost}
      hint={words.costHint}
      aside={
        costs.length > 0 && (
          <Legend
            entries={costArms
              .filter((arm) => costs.some((group) => barOf(group, arm)))
              .map((arm) => ({ name: words.costNames[arm], colour: colours[arm], isFilled: true }))}
          />
        )
      }
    >
      {costs.length === 0 ? (
        <p className="run-pending">{words.costEmpty}</p>
      ) : (
        <>
          <CostChart costs={costs} />
          <CostTable costs={costs} />
        </>
      )}
    </Panel>
  );
}

const barOf = ({ bars }: CostGroup, arm: (typeof costArms)[number]) => bars.find((bar) => bar.arm === arm);

function CostChart({ costs }: { costs: readonly CostGroup[] }) {
  return (
    <div className="chart cost-chart" aria-hidden style={{ "--groups": costs.length } as React.CSSProperties}>
      <ResponsiveContainer width="100%" height="100%">
        <BarChart
          data={[...costs]}
          layout="vertical"
          margin={{ top: 4, right: 40, bottom: 0, left: 0 }}
          barGap={2}
          accessibilityLayer={false}
        >
          <CartesianGrid stroke="var(--line)" horizontal={false} />
          <XAxis type="number" tickFormatter={formatSeconds} stroke="var(--line-strong)" tickLine={false} tickCount={5} />
          <YAxis type="category" dataKey="name" width={140} axisLine={false} tickLine={false} />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: "var(--surface-inset)" }}
            content={({ active, label }) => (active ? <CostTip group={costs.find(({ name }) => name === label)} /> : null)}
          />
          {costArms.map((arm) => (
            <Bar
              key={arm}
              name={words.costNames[arm]}
              dataKey={(group: CostGroup) => barOf(group, arm)?.seconds ?? null}
              fill={colours[arm]}
              radius={2}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

function CostTip({ group }: { group: CostGroup | undefined }) {
  if (!group) return null;
  const rows = group.bars.map(({ arm, seconds, ratioToNone }) => ({
    name: words.costNames[arm],
    colour: colours[arm],
    value: words.costCell(seconds, arm === "none" ? null : ratioToNone),
  }));
  return <ChartTip title={group.name} rows={rows} />;
}

const CostTable = ({ costs }: { costs: readonly CostGroup[] }) => (
  <table className="table cost-table number">
    <caption className="visually-hidden">{words.cost}</caption>
    <thead>
      <tr>
        <th scope="col">{words.costSetting}</th>
        {costArms.map((arm) => (
          <th key={arm} scope="col">
            {words.costNames[arm]}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {costs.map((group) => (
        <tr key={group.name}>
          <th scope="row">{group.name}</th>
          {costArms.map((arm) => {
            const bar = barOf(group, arm);
            return <td key={arm}>{bar ? words.costCell(bar.seconds, arm === "none" ? null : bar.ratioToNone) : unknown}</td>;
          })}
        </tr>
      ))}
    </tbody>
  </table>
);
