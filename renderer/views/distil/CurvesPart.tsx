// How a distillation went: loss and learnt step sizes by outer epoch, live while it goes on, what its images are worth, and its cost.
import { Activity } from "lucide-react";
import type { DistillationSummary } from "../../../core/distillation/distillation-view.ts";
import { EmptyState } from "../../components/EmptyState.tsx";
import { Legend } from "../../components/Legend.tsx";
import { Panel } from "../../components/Panel.tsx";
import { ScrollArea } from "../../components/ScrollArea.tsx";
import { strings } from "../../strings.ts";
import { DistillationCost } from "./DistillationCost.tsx";
import { LossTable } from "./LossTable.tsx";
import { OuterEpochChart } from "./OuterEpochChart.tsx";
import { stepSizeLines } from "./step-size-lines.ts";
import { useShownDistillation } from "./useShownDistillation.ts";

const words = strings.distil.curves;

export function CurvesPart() {
  const shown = useShownDistillation();
  if (!shown) return null;
  const { summary, epochs } = shown;
  const axisEnd = Math.max(summary.state === "distilling" ? (summary.recipe?.outerEpochs ?? 0) : 0, epochs.at(-1)?.epoch ?? 0, 1);
  const lines = stepSizeLines(epochs);
  return (
    <Panel
      title={words.title}
      className="distil-panel"
      hint={epochs.length > 0 && <span className="number">{words.iterations(epochs.at(-1)!.iterations)}</span>}
    >
      <ScrollArea label={words.body} className="curves">
        {epochs.some(({ loss }) => loss !== null) ? (
          <>
            <figure className="outer-chart">
              <figcaption className="run-chart-title">
                {words.loss} <span className="panel-hint">{words.lossHint}</span>
              </figcaption>
              <OuterEpochChart
                epochs={epochs}
                axisEnd={axisEnd}
                lines={[{ name: words.loss, colour: "var(--accent)", value: ({ loss }) => loss }]}
              />
            </figure>
            <figure className="outer-chart">
              <figcaption className="outer-chart-head">
                <span className="run-chart-title">{words.stepSizes}</span>
                {lines.length <= 6 && <Legend entries={lines} />}
              </figcaption>
              <OuterEpochChart epochs={epochs} axisEnd={axisEnd} lines={lines} />
            </figure>
          </>
        ) : (
          <EmptyState icon={Activity} {...whyNoCurves(summary.origin)} />
        )}
        <div className="curve-facts">
          <LossTable losses={summary.losses} later={summary.origin === "imported" ? words.lossesWithSelection : words.lossesLater} />
          <DistillationCost summary={summary} latest={epochs.at(-1) ?? null} />
        </div>
      </ScrollArea>
    </Panel>
  );
}

const whyNoCurves = (origin: DistillationSummary["origin"]) =>
  origin === "imported" ? { title: words.importedTitle, text: words.imported } : { title: strings.distil.distilling, text: words.none };
