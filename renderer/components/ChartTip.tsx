// The box that appears over a chart, in the window's own look.
import type { ReactNode } from "react";

export interface ChartTipRow {
  name: string;
  colour: string;
  value: string;
}

export const ChartTip = ({ title, rows }: { title: ReactNode; rows: readonly ChartTipRow[] }) => (
  <div className="chart-tip number">
    <p className="chart-tip-title">{title}</p>
    {rows.map(({ name, colour, value }) => (
      <p key={name} className="chart-tip-row">
        <span className="class-dot" style={{ background: colour }} />
        {name}
        <b>{value}</b>
      </p>
    ))}
  </div>
);
