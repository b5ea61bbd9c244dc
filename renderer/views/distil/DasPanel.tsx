// DAS (section 4.4): retraining with the distilled images, next to anchors alone and to what else could have taken their place.
import { Scale, Sparkles } from "lucide-react";
import type { DasComparison } from "../../../core/distillation/distillation-view.ts";
import { Button } from "../../components/Button.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { Panel } from "../../components/Panel.tsx";
import { ScrollArea } from "../../components/ScrollArea.tsx";
import { unfinishedOf } from "../../stores/jobs.ts";
import { useDistil, useIsReadOnly, useStores, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { DasTable } from "./DasTable.tsx";
import { dasVerdict } from "./das-verdict.ts";
import { useShownDistillation } from "./useShownDistillation.ts";
import { Whiskers } from "./Whiskers.tsx";

const words = strings.distil.das;

export function DasPanel() {
  const comparison = useDistil((state) => state.comparison);
  return (
    <Panel
      title={words.title}
      className="das-panel"
      hint={comparison && <span className="number">{words.runs(comparison.finished, comparison.total)}</span>}
      aside={<DasButton />}
    >
      {comparison ? <Comparison comparison={comparison} /> : <EmptyState icon={Scale} title={words.emptyTitle} text={words.emptyText} />}
    </Panel>
  );
}

function DasButton() {
  const { client, workbench } = useStores();
  const shown = useShownDistillation();
  const isRetraining = useWorkbench((state) => unfinishedOf(state.project?.jobs ?? [], "das") !== null);
  const isReadOnly = useIsReadOnly();
  const why = shown?.summary.state === "finished" ? null : words.needsDistillation;
  return (
    <Button
      icon={Sparkles}
      isBusy={isRetraining}
      disabled={isRetraining || isReadOnly || why !== null}
      title={why ?? words.hint}
      onClick={() => void workbench.getState().attempt(client.request("job.start", { kind: "das" }))}
    >
      {isRetraining ? words.retraining : words.start}
    </Button>
  );
}

function Comparison({ comparison }: { comparison: DasComparison }) {
  const verdicts = comparison.modes.flatMap((mode) => dasVerdict(mode) ?? []);
  return (
    <ScrollArea label={words.body} className="das-body">
      {verdicts.length > 0 && (
        <ul className="das-verdicts">
          {verdicts.map(({ verdict, sentence }) => (
            <li key={sentence} className={`das-verdict das-verdict-${verdict}`}>
              {sentence}
            </li>
          ))}
        </ul>
      )}
      <figure className="das-chart">
        <figcaption className="facts-title">
          {words.chart} <span className="panel-hint">{words.chartHint}</span>
        </figcaption>
        <Whiskers
          groups={comparison.modes.map(({ mode, overAnchors, overRandom }) => ({
            name: words.modes[mode],
            rows: [
              { name: words.overAnchors, interval: overAnchors },
              { name: words.overRandom, interval: overRandom },
            ],
          }))}
        />
      </figure>
      <DasTable comparison={comparison} />
      <p className="panel-hint">{words.hint}</p>
    </ScrollArea>
  );
}
