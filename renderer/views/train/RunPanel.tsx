// The curves of one run, live while it trains.
import { Activity } from "lucide-react";
import { EmptyState } from "../../components/EmptyState.tsx";
import { Panel } from "../../components/Panel.tsx";
import { ScrollArea } from "../../components/ScrollArea.tsx";
import { Segmented } from "../../components/Segmented.tsx";
import { useTrain } from "../../stores/stores.tsx";
import { runRoles } from "../../stores/train.ts";
import { strings } from "../../strings.ts";
import { EpochTable } from "./EpochTable.tsx";
import { RunCharts } from "./RunCharts.tsx";

export function RunPanel() {
  const role = useTrain((state) => state.role);
  const curve = useTrain((state) => state.curves[state.role]);
  const showRole = useTrain((state) => state.showRole);
  const epochCount = curve?.epochs.length ?? 0;
  const state = curve?.planned ? strings.train.epochOf(epochCount, curve.planned) : strings.train.epochsDone(epochCount);
  return (
    <Panel
      title={strings.train.runs[role]}
      hint={epochCount > 0 && <span className="number">{state}</span>}
      className="run-panel"
      aside={
        <Segmented
          label={strings.train.run}
          value={role}
          onChange={showRole}
          options={runRoles.map((value) => ({ value, label: strings.train.runs[value] }))}
        />
      }
    >
      {curve && epochCount > 0 ? (
        <ScrollArea label={strings.train.curves} className="run-body">
          <RunCharts curve={curve} />
          <p className="panel-hint">{strings.train.testNote}</p>
          <EpochTable epochs={curve.epochs} />
        </ScrollArea>
      ) : (
        <EmptyState
          icon={Activity}
          title={curve ? strings.train.inTraining : strings.train.noCurvesTitle[role]}
          text={curve ? strings.train.firstEpoch : strings.train.noCurvesText[role]}
        />
      )}
    </Panel>
  );
}
