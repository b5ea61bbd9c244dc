// Fig. 7: can a network that saw the images of earlier checkpoints tell the classes of the last ones'? With both controls beside it.
import { Microscope, TriangleAlert } from "lucide-react";
import { useState } from "react";
import type { ProbeArm, ProbeResult } from "../../../core/distillation/distillation-view.ts";
import { type ProbeOption, probeOptions, probeSplit } from "../../../core/distillation/probe-split.ts";
import { Button } from "../../components/Button.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { Panel } from "../../components/Panel.tsx";
import { ScrollArea } from "../../components/ScrollArea.tsx";
import { Segmented } from "../../components/Segmented.tsx";
import { formatPercent } from "../../format.ts";
import { unfinishedOf } from "../../stores/jobs.ts";
import { useDistil, useIsReadOnly, useStores, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { ProbeChart } from "./ProbeChart.tsx";
import { type ProbeMeasure, probeColour } from "./probe-lines.ts";
import { useShownDistillation } from "./useShownDistillation.ts";

const words = strings.distil.figure7;
const measures: ProbeMeasure[] = ["accuracy", "loss"];

export function Figure7Panel() {
  const probe = useDistil((state) => state.probe);
  const [measure, setMeasure] = useState<ProbeMeasure>("accuracy");
  return (
    <Panel
      title={words.title}
      className="distil-panel"
      aside={
        <>
          {probe && (
            <Segmented
              label={words.measure}
              value={measure}
              onChange={setMeasure}
              options={measures.map((value) => ({ value, label: words[value] }))}
            />
          )}
          <ProbeControls />
        </>
      }
    >
      {probe ? <Probe probe={probe} measure={measure} /> : <EmptyState icon={Microscope} title={words.emptyTitle} text={words.emptyText} />}
    </Panel>
  );
}

/** The epochs of the checkpoints that an option means, "0 to 50"; null where too few are kept. */
function epochsOf(kept: readonly number[], option: ProbeOption): string | null {
  try {
    const { trainEpochs, testEpochs } = probeSplit(kept, option);
    return words.epochs(trainEpochs[0]!, testEpochs.at(-1)!);
  } catch {
    return null;
  }
}

function ProbeControls() {
  const { client, workbench } = useStores();
  const shown = useShownDistillation();
  const [chosen, setChosen] = useState<ProbeOption>("from-start");
  const isProbing = useWorkbench((state) => unfinishedOf(state.project?.jobs ?? [], "probe") !== null);
  const isReadOnly = useIsReadOnly();
  const options = probeOptions.flatMap((value) => {
    const epochs = epochsOf(shown?.kept ?? [], value);
    return epochs === null ? [] : [{ value, label: epochs, hint: words.optionHints[value] }];
  });
  const canProbe = shown?.summary.state === "finished" && options.length > 0;
  const probeOption = options.some(({ value }) => value === chosen) ? chosen : "from-start";
  return (
    <>
      {options.length > 1 && <Segmented label={words.checkpoints} value={probeOption} onChange={setChosen} options={options} />}
      <Button
        icon={Microscope}
        isBusy={isProbing}
        disabled={isProbing || isReadOnly || !canProbe}
        title={canProbe ? words.hint : words.needsCheckpoints}
        onClick={() => void workbench.getState().attempt(client.request("job.start", { kind: "probe", probeOption }))}
      >
        {isProbing ? words.probing : words.start}
      </Button>
    </>
  );
}

function Probe({ probe, measure }: { probe: ProbeResult; measure: ProbeMeasure }) {
  const classCount = useShownDistillation()?.summary.classes.length ?? 0;
  return (
    <ScrollArea label={words.body} className="probe">
      <p className="panel-hint number">
        {words.counts(probe.trainCount, probe.testCount, probe.trainEpochs.join(", "), probe.testEpochs.join(", "))}
      </p>
      <ProbeChart probe={probe} measure={measure} classCount={classCount} />
      <div className="callout" role="note">
        <TriangleAlert className="callout-icon" aria-hidden />
        <p>{words.warning}</p>
      </div>
      <LastEpochTable probe={probe} />
    </ScrollArea>
  );
}

function LastEpochTable({ probe: { arms } }: { probe: ProbeResult }) {
  const hasOtherRun = arms.some(({ arm }) => arm === "other-run");
  return (
    <>
      <table className="table probe-table number">
        <caption className="visually-hidden">{words.last}</caption>
        <thead>
          <tr>
            <th scope="col">{words.armColumn}</th>
            <th scope="col">
              {words.accuracy}, {words.training}
            </th>
            <th scope="col">
              {words.accuracy}, {words.heldOut}
            </th>
            <th scope="col">
              {words.loss}, {words.heldOut}
            </th>
          </tr>
        </thead>
        <tbody>
          {arms.map(({ arm, epochs }) => {
            const last = epochs.at(-1);
            return (
              <tr key={arm}>
                <th scope="row">
                  <ArmMark arm={arm} />
                </th>
                <td>{formatPercent(last?.trainAccuracy ?? null)}</td>
                <td>{formatPercent(last?.testAccuracy ?? null)}</td>
                <td>{last?.testLoss.toFixed(3)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {!hasOtherRun && <p className="panel-hint">{words.noOtherRun}</p>}
    </>
  );
}

const ArmMark = ({ arm }: { arm: ProbeArm }) => (
  <span className="class-mark">
    <span className="class-dot" style={{ background: probeColour[arm] }} aria-hidden />
    {words.arms[arm]}
  </span>
);
