// What the lines of a chart are.
export interface LegendEntry {
  name: string;
  colour: string;
  isDashed?: boolean;
  /** Of a bar or an area instead of a line. */
  isFilled?: boolean;
}

export const Legend = ({ entries }: { entries: readonly LegendEntry[] }) => (
  <div className="legend">
    {entries.map(({ name, colour, isDashed, isFilled }) => (
      <span key={name} className="legend-item">
        {isFilled ? (
          <span className="legend-square" style={{ background: colour }} />
        ) : (
          <span className={isDashed ? "legend-line legend-line-dashed" : "legend-line"} style={{ borderColor: colour }} />
        )}
        {name}
      </span>
    ))}
  </div>
);
