// Every run of the project, newest first; the chosen one is shown below.
import { Play } from "lucide-react";
import type { RunSummary } from "../../../core/contract/run-views.ts";
import { Button } from "../../components/Button.tsx";
import { Panel } from "../../components/Panel.tsx";
import { formatPercent, formatSeconds, formatWhen, unknown } from "../../format.ts";
import { useIsReadOnly, useStores, useTrain, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";

const words = strings.train.runList;

export function RunsPanel() {
  const runs = useTrain((state) => state.runs);
  if (runs.length === 0) return null;
  return (
    <Panel title={words.title} hint={words.count(runs.length)} className="runs-panel">
      <div className="runs-scroll scrolls">
        <table className="table choice-table runs-table number">
          <caption className="visually-hidden">{words.title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.columns.role}</th>
              <th scope="col">{words.columns.network}</th>
              <th scope="col">{words.columns.recipe}</th>
              <th scope="col">{words.columns.seed}</th>
              <th scope="col" title={words.testHint}>
                {words.columns.test}
              </th>
              <th scope="col">{words.columns.when}</th>
              <th scope="col">{words.columns.duration}</th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <RunRow key={run.id} run={run} />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function RunRow({ run }: { run: RunSummary }) {
  const isShown = useTrain((state) => state.shownRunId === run.id);
  const showRun = useTrain((state) => state.showRun);
  const role = strings.train.runs[run.role];
  return (
    <tr className={isShown ? "is-shown" : undefined}>
      <th scope="row">
        <button
          type="button"
          className="row-button"
          aria-pressed={isShown}
          title={words.show(strings.train.run.name(role, strings.train.network.names[run.network.name], run.recipe.name))}
          onClick={() => showRun(run.id)}
        >
          <span className="class-dot" style={{ background: `var(--run-${run.role})` }} />
          {role}
        </button>
      </th>
      <td>
        {strings.train.network.names[run.network.name]}{" "}
        <span className="choice-size">{strings.train.run.inputSize(run.network.inputSize)}</span>
      </td>
      <td>{run.recipe.name}</td>
      <td>{run.seed}</td>
      <td>
        <RunState run={run} />
      </td>
      <td>{formatWhen(run.created)}</td>
      <td>{run.metrics ? formatSeconds(run.metrics.wallSeconds) : unknown}</td>
    </tr>
  );
}

/** Its test accuracy; before that, what became of it, and a way to go on. */
function RunState({ run }: { run: RunSummary }) {
  const { client, workbench } = useStores();
  const isTraining = useWorkbench((state) => state.project?.training?.runId === run.id);
  const isReadOnly = useIsReadOnly();
  const { resumableJobId } = run;
  if (run.metrics) return <b>{formatPercent(run.metrics.accuracy)}</b>;
  if (isTraining) return words.training;
  if (resumableJobId === null) return words.interrupted;
  return (
    <Button
      look="quiet"
      icon={Play}
      disabled={isReadOnly}
      onClick={() => void workbench.getState().attempt(client.request("job.resume", { jobId: resumableJobId }))}
    >
      {words.resume}
    </Button>
  );
}
