// The chosen run: its curves, live while it trains, or the recipe that it was trained with.
import { Activity, RotateCcw } from "lucide-react";
import { useState } from "react";
import type { EpochMetrics, RunMetrics, RunSummary } from "../../../core/contract/run-views.ts";
import { Button } from "../../components/Button.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { Panel } from "../../components/Panel.tsx";
import { ScrollArea } from "../../components/ScrollArea.tsx";
import { Segmented } from "../../components/Segmented.tsx";
import { useIsReadOnly, useTrain, useWorkbench } from "../../stores/stores.tsx";
import { bestEpochOf } from "../../stores/train.ts";
import { strings } from "../../strings.ts";
import { EpochTable } from "./EpochTable.tsx";
import { RunCharts } from "./RunCharts.tsx";
import { RunRecipe } from "./RunRecipe.tsx";
import { recipeOfRun } from "./run-again.ts";
import { TestOfEpochs } from "./TestOfEpochs.tsx";

type Part = "curves" | "recipe";
const parts: Part[] = ["curves", "recipe"];
const words = strings.train.run;
const noEpochs: EpochMetrics[] = [];

export function RunPanel() {
  const run = useTrain((state) => state.runs.find(({ id }) => id === state.shownRunId) ?? null);
  const epochs = useTrain((state) => (state.shownRunId === null ? noEpochs : (state.epochs[state.shownRunId] ?? noEpochs)));
  const [part, setPart] = useState<Part>("curves");
  if (!run) return <UnlistedRun epochs={epochs} />;
  const planned = run.state === "training" ? run.recipe.epochs : null;
  const done = planned === null ? strings.train.epochsDone(epochs.length) : strings.train.epochOf(epochs.length, planned);
  return (
    <Panel
      title={words.name(strings.train.runs[run.role], strings.train.network.names[run.network.name], run.recipe.name)}
      hint={epochs.length > 0 && <span className="number">{done}</span>}
      className="run-panel"
      aside={
        <>
          <UseAgain run={run} />
          <Segmented label={words.part} value={part} onChange={setPart} options={parts.map((value) => ({ value, label: words[value] }))} />
        </>
      }
    >
      {part === "recipe" ? <RunRecipe run={run} /> : <Curves epochs={epochs} planned={planned} metrics={run.metrics} />}
    </Panel>
  );
}

interface CurvesProps {
  epochs: EpochMetrics[];
  planned: number | null;
  /** null until the run has finished. */
  metrics: RunMetrics | null;
}

function Curves({ epochs, planned, metrics }: CurvesProps) {
  if (epochs.length === 0 && planned === null) return <p className="run-waiting shimmering" aria-busy />; // finished: they are on their way
  if (epochs.length === 0) return <EmptyState icon={Activity} title={strings.train.inTraining} text={strings.train.firstEpoch} />;
  const best = bestEpochOf(epochs);
  return (
    <ScrollArea label={strings.train.curves} className="run-body">
      <RunCharts epochs={epochs} planned={planned} />
      <p className="panel-hint number">
        {best && `${strings.train.bestEpoch(best.epoch, best.validationAccuracy)}. `}
        {metrics === null && strings.train.testNote}
        {metrics?.last === null && words.testAfterLast(metrics.accuracy, metrics.meanClassAccuracy)}
      </p>
      {metrics?.last && metrics.best && <TestOfEpochs keptEpoch={metrics.keptEpoch} last={metrics.last} best={metrics.best} />}
      <EpochTable epochs={epochs} />
    </ScrollArea>
  );
}

function UseAgain({ run }: { run: RunSummary }) {
  const changeRecipe = useWorkbench((state) => state.changeRecipe);
  const isReadOnly = useIsReadOnly();
  return (
    <Button
      icon={RotateCcw}
      disabled={isReadOnly}
      title={words.useAgainHint[run.role === "primitive" ? "primitive" : "retraining"]}
      onClick={() => void changeRecipe(() => recipeOfRun(run))}
    >
      {words.useAgain}
    </Button>
  );
}

/** A run that just began, before the list knows it; or none at all. */
function UnlistedRun({ epochs }: { epochs: EpochMetrics[] }) {
  const training = useWorkbench((state) => state.project?.training ?? null);
  return (
    <Panel title={training ? strings.train.runs[training.role] : strings.train.curves} className="run-panel">
      {training ? (
        <Curves epochs={epochs} planned={training.epochs} metrics={null} />
      ) : (
        <EmptyState icon={Activity} title={strings.train.noRunTitle} text={strings.train.noRunText} />
      )}
    </Panel>
  );
}
