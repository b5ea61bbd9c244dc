// Threshold (section 3.3, Eq. 5): choose which mined faces are worth learning from, and see at once what that means.
import "./threshold.css";
import { SlidersHorizontal } from "lucide-react";
import { Button } from "../../components/Button.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { useThreshold, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { HistogramPanel } from "./HistogramPanel.tsx";
import { SelectedGallery } from "./SelectedGallery.tsx";
import { SelectionPanel } from "./SelectionPanel.tsx";
import { countsFor } from "./selection-changes.ts";

export function ThresholdView() {
  const poolId = useThreshold((state) => state.poolId);
  const poolCounts = useThreshold((state) => state.counts);
  const selection = useThreshold((state) => state.selection);
  const goTo = useWorkbench((state) => state.goTo);
  if (!poolId) {
    return (
      <EmptyState icon={SlidersHorizontal} title={strings.threshold.emptyTitle} text={strings.threshold.emptyText}>
        <Button onClick={() => goTo("train")}>{strings.commands.view(strings.views.train)}</Button>
      </EmptyState>
    );
  }
  if (!poolCounts || !selection) return <CountingPool />;
  const counts = countsFor(poolCounts, selection);
  return (
    <div className="threshold-view">
      <HistogramPanel counts={counts} selection={selection} />
      <SelectedGallery counts={counts[selection.rule]} selection={selection} />
      <SelectionPanel poolCounts={poolCounts} selection={selection} />
    </div>
  );
}

const CountingPool = () => (
  <div className="threshold-view" aria-busy>
    <div className="histogram-panel panel">
      <p className="panel-hint">{strings.threshold.loading}</p>
      <span className="histogram-waiting shimmering" />
    </div>
    <div className="panel selected-gallery shimmering" />
    <div className="panel selection-panel shimmering" />
  </div>
);
