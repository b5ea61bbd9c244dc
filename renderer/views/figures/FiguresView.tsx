// Figures: the paper's figures that are made of pictures, Fig. 2 and 3, to be shown to a room and exported for print.
import "./figures.css";
import { Download, ScrollText } from "lucide-react";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Segmented } from "../../components/Segmented.tsx";
import { useFigures, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { DecisionsDialog } from "./DecisionsDialog.tsx";
import { ExportDialog } from "./ExportDialog.tsx";
import { Figure2Panel } from "./Figure2Panel.tsx";
import { Figure3Panel } from "./Figure3Panel.tsx";
import { useFiguresLook } from "./useFiguresLook.ts";

const words = strings.figures;
const numbers = ["2", "3"] as const;
/** Where the paper's other figures are. */
const otherViews = ["distil", "tables", "results"] as const;

export function FiguresView() {
  const { number, columns, values } = useFiguresLook();
  const changeLook = useFigures((state) => state.changeLook);
  const hasExamples = useFigures(({ figure2 }) => figure2?.columns.some(({ cells }) => cells.length > 0) ?? false);
  const hasSamples = useFigures(({ figure3 }) => figure3 !== null);
  const decisionCount = useFigures(({ decisions }) => decisions?.total ?? 0);
  const goTo = useWorkbench((state) => state.goTo);
  const [fitting, setFitting] = useState(1);
  const [isExporting, setExporting] = useState(false);
  const [showsDecisions, setShowsDecisions] = useState(false);
  return (
    <div className="figures-view">
      <header className="figures-head">
        <Segmented
          label={words.which}
          value={number === 2 ? "2" : "3"}
          onChange={(value) => changeLook({ number: value === "2" ? 2 : 3 })}
          options={numbers.map((value) => ({ value, label: words.names[value] }))}
        />
        <nav className="figures-others" aria-label={words.elsewhere}>
          {otherViews.map((view) => (
            <Button key={view} look="quiet" onClick={() => goTo(view)}>
              {words.others[view]}
            </Button>
          ))}
        </nav>
        <Button icon={ScrollText} title={words.decisions.hint} onClick={() => setShowsDecisions(true)}>
          {words.decisions.button(decisionCount)}
        </Button>
        <Button look="primary" icon={Download} disabled={!(number === 2 ? hasExamples : hasSamples)} onClick={() => setExporting(true)}>
          {words.export.button}
        </Button>
      </header>
      {number === 2 ? <Figure2Panel /> : <Figure3Panel onFit={setFitting} />}
      {showsDecisions && <DecisionsDialog onClose={() => setShowsDecisions(false)} />}
      {isExporting && (
        <ExportDialog
          figure={number === 2 ? { number } : { number: 3, columns: columns ?? fitting, values }}
          onClose={() => setExporting(false)}
        />
      )}
    </div>
  );
}
