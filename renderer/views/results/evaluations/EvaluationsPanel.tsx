// What finished runs came to on other data sets, and the way to ask one.
import { Database } from "lucide-react";
import type { Evaluation } from "../../../../core/contract/result-views.ts";
import { Button } from "../../../components/Button.tsx";
import { Panel } from "../../../components/Panel.tsx";
import { formatCount, formatPercent, formatWhen } from "../../../format.ts";
import { useEvaluations, useStores, useTrain } from "../../../stores/stores.tsx";
import { strings } from "../../../strings.ts";
import { evaluationStrings as words } from "../../../strings-evaluations.ts";
import { EvaluateDialog } from "./EvaluateDialog.tsx";

export function EvaluationsPanel() {
  const { evaluations: store } = useStores();
  const evaluations = useEvaluations((state) => state.evaluations);
  const isOpen = useEvaluations((state) => state.isOpen);
  return (
    <Panel
      title={words.title}
      hint={evaluations.length === 0 ? `${words.hint} ${words.none}` : words.hint}
      className="evaluations-panel"
      aside={
        <Button icon={Database} onClick={() => store.getState().setOpen(true)}>
          {words.open}
        </Button>
      }
    >
      {evaluations.length > 0 && (
        <table className="table number">
          <caption className="visually-hidden">{words.title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.run}</th>
              <th scope="col" className="table-text">
                {words.set}
              </th>
              <th scope="col">{words.images}</th>
              <th scope="col">{words.accuracy}</th>
              <th scope="col">{words.meanClassAccuracy}</th>
            </tr>
          </thead>
          <tbody>
            {evaluations.map((evaluation) => (
              <EvaluationRow key={evaluation.id} evaluation={evaluation} />
            ))}
          </tbody>
        </table>
      )}
      {isOpen && <EvaluateDialog />}
    </Panel>
  );
}

function EvaluationRow({ evaluation: { runId, datasetName, accuracy, meanClassAccuracy, confusion } }: { evaluation: Evaluation }) {
  const run = useTrain((state) => state.runs.find(({ id }) => id === runId));
  return (
    <tr>
      <th scope="row">{run ? words.runName(strings.train.runs[run.role], formatWhen(run.created), run.seed) : runId}</th>
      <td className="table-text">{datasetName}</td>
      <td>{formatCount(confusion.flat().reduce((sum, count) => sum + count, 0))}</td>
      <td>
        <b>{formatPercent(accuracy)}</b>
      </td>
      <td>{formatPercent(meanClassAccuracy)}</td>
    </tr>
  );
}
