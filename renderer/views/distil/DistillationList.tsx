// Every distillation of the project, newest first; the chosen one is shown, applied by DAS and asked by the probe.
import { Play, TriangleAlert } from "lucide-react";
import type { DistillationSummary } from "../../../core/distillation/distillation-view.ts";
import { Button } from "../../components/Button.tsx";
import { Panel } from "../../components/Panel.tsx";
import { formatWhen } from "../../format.ts";
import { unfinishedOf } from "../../stores/jobs.ts";
import { useDistil, useIsReadOnly, useStores, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";

const words = strings.distil.list;

export function DistillationList() {
  const distillations = useDistil((state) => state.distillations);
  if (distillations.length === 0) return null;
  return (
    <Panel title={words.title} hint={words.count(distillations.length)}>
      <ul className="distillations">
        {distillations.map((distillation) => (
          <DistillationRow key={distillation.id} distillation={distillation} />
        ))}
      </ul>
    </Panel>
  );
}

function DistillationRow({ distillation }: { distillation: DistillationSummary }) {
  const { id, name, origin, network, losses, created, isForCurrentLearner } = distillation;
  const isShown = useDistil((state) => state.shownId === id);
  const choose = useDistil((state) => state.choose);
  return (
    <li className={isShown ? "distillation is-shown" : "distillation"}>
      <button type="button" className="distillation-choice" aria-pressed={isShown} onClick={() => choose(id)}>
        <span className="distillation-name">
          {words.name(name, words.origins[origin])}
          {!isForCurrentLearner && <TriangleAlert className="distillation-sign" aria-label={words.otherLearner} />}
        </span>
        <span className="distillation-facts number">
          {words.network(strings.train.network.names[network.name], network.inputSize)} · {formatWhen(created)}
          {losses && ` · ${words.losses(losses.before, losses.after)}`}
        </span>
      </button>
      <Unfinished distillation={distillation} />
    </li>
  );
}

/** What became of one that is not finished, and a way to go on. */
function Unfinished({ distillation: { state, resumableJobId } }: { distillation: DistillationSummary }) {
  const { client, workbench } = useStores();
  const isBusy = useWorkbench(({ project }) => unfinishedOf(project?.jobs ?? [], "distill") !== null);
  const isReadOnly = useIsReadOnly();
  if (state === "finished" || isBusy) return null;
  if (resumableJobId === null) return <span className="panel-hint">{words.states[state]}</span>;
  return (
    <Button
      look="quiet"
      icon={Play}
      disabled={isReadOnly}
      onClick={() => void workbench.getState().attempt(client.request("job.resume", { jobId: resumableJobId }))}
    >
      {strings.distil.resume}
    </Button>
  );
}
