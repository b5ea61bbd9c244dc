// What the lines of a chart are.
export interface LegendEntry {
  name: string;
  colour: string;
  isDashed?: boolean;
}

export const Legend = ({ entries }: { entries: readonly LegendEntry[] }) => (
  <div className="legend">
    {entries.map(({ name, colour, isDashed }) => (
      <span key={name} className="legend-item">
        <span className={isDashed ? "legend-line legend-line-dashed" : "legend-line"} style={{ borderColor: colour }} />
        {name}
      </span>
    ))}
  </div>
);
