// Results (section 4): what the runs came to, whether VAS and DAS helped against their controls, what was got wrong, and what it all cost.
import "./results.css";
import { ChartColumn } from "lucide-react";
import { Button } from "../../components/Button.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { ScrollArea } from "../../components/ScrollArea.tsx";
import { useDistil, useResults, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { TestFacesLine } from "../data/check/TestFacesLine.tsx";
import { DasPanel } from "../distil/DasPanel.tsx";
import { AccuracyPanel } from "./AccuracyPanel.tsx";
import { ConfusionPanel } from "./ConfusionPanel.tsx";
import { CostPanel } from "./CostPanel.tsx";
import { DifferencePanel } from "./DifferencePanel.tsx";
import { EvaluationsPanel } from "./evaluations/EvaluationsPanel.tsx";
import { MistakesPanel } from "./MistakesPanel.tsx";
import { PrecisionPanel } from "./PrecisionPanel.tsx";
import { PseudoLabelPanel } from "./PseudoLabelPanel.tsx";
import { RecallPanel } from "./RecallPanel.tsx";
import { RulesPanel } from "./RulesPanel.tsx";

export function ResultsView() {
  const results = useResults((state) => state.results);
  const role = useResults((state) => state.role);
  const hasDas = useDistil((state) => state.comparison !== null);
  const goTo = useWorkbench((state) => state.goTo);
  if (!results) return <p className="results-waiting shimmering" />;
  const run = results[role];
  if (!run) {
    return (
      <EmptyState icon={ChartColumn} title={strings.results.emptyTitle} text={strings.results.emptyText}>
        <Button onClick={() => goTo("train")}>{strings.commands.view(strings.views.train)}</Button>
      </EmptyState>
    );
  }
  const hasCurves = results.precisionCurves.some(({ points }) => points.length > 0);
  return (
    <ScrollArea label={strings.results.all} className="results-view">
      <TestFacesLine />
      <AccuracyPanel results={results} />
      <DifferencePanel results={results} />
      <ConfusionPanel results={results} run={run} />
      <MistakesPanel />
      <RecallPanel results={results} />
      {results.mining && <PseudoLabelPanel mining={results.mining} />}
      {results.mining && hasCurves && <PrecisionPanel curves={results.precisionCurves} mining={results.mining} />}
      <RulesPanel />
      {hasDas && <DasPanel />}
      <EvaluationsPanel />
      <CostPanel results={results} />
    </ScrollArea>
  );
}
