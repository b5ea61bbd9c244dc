// The heart of the view: all margins of the pool, and delta as a line on them.
import { useState } from "react";
import type { Selection } from "../../../core/recipe.ts";
import { Panel } from "../../components/Panel.tsx";
import { Segmented } from "../../components/Segmented.tsx";
import { strings } from "../../strings.ts";
import { MarginHistogram } from "./MarginHistogram.tsx";
import type { RuleCounts } from "./selection-changes.ts";

export type HistogramLayout = "stacked" | "rows";

interface HistogramPanelProps {
  counts: RuleCounts;
  selection: Selection;
}

export function HistogramPanel({ counts, selection }: HistogramPanelProps) {
  const [layout, setLayout] = useState<HistogramLayout>("stacked");
  const [isWhole, setWhole] = useState(false);
  return (
    <Panel
      title={strings.threshold.histogram[selection.rule]}
      hint={strings.threshold.histogramHint(counts[selection.rule].total, selection.agreement)}
      className="histogram-panel"
      aside={
        <>
          <label className="check">
            <input type="checkbox" checked={isWhole} onChange={(event) => setWhole(event.target.checked)} />
            {strings.threshold.wholeRange}
          </label>
          <Segmented
            label={strings.threshold.layout}
            value={layout}
            onChange={setLayout}
            options={[
              { value: "stacked", label: strings.threshold.layouts.stacked },
              { value: "rows", label: strings.threshold.layouts.rows, hint: strings.threshold.rowsHint },
            ]}
          />
        </>
      }
    >
      <MarginHistogram counts={counts} selection={selection} layout={layout} isWhole={isWhole} />
    </Panel>
  );
}
