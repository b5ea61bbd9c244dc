// The pretrained weights of the project: a file is imported, what became of each of its tensors is told, and what nothing uses can go.
import { FileInput, Trash2 } from "lucide-react";
import { useEffect, useState } from "react";
import type { WeightsSummary } from "../../../core/contract/project-state.ts";
import { IconButton } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { useIsReadOnly, useStores, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { ImportReportView } from "./ImportReportView.tsx";
import type { ImportReport } from "./report-rows.ts";
import { WeightsImport } from "./WeightsImport.tsx";

const words = strings.train.weights;
const noWeights: WeightsSummary[] = [];

export function WeightsDialog({ onClose }: { onClose(): void }) {
  const weights = useWorkbench((state) => state.project?.weights ?? noWeights);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const shown = weights.find(({ id }) => id === chosenId) ?? weights[0] ?? null;
  const newestId = weights[0]?.id ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was just imported is what one wants to see
  useEffect(() => setChosenId(null), [newestId]);
  return (
    <Dialog title={words.title} className="weights-dialog" onClose={onClose}>
      <p className="panel-hint">{words.hint}</p>
      <WeightsImport />
      {shown ? (
        <>
          <WeightsTable weights={weights} shownId={shown.id} onShow={setChosenId} />
          <Report weights={shown} />
        </>
      ) : (
        <EmptyState icon={FileInput} title={words.none} text={words.noneText} />
      )}
    </Dialog>
  );
}

interface WeightsTableProps {
  weights: readonly WeightsSummary[];
  shownId: string;
  onShow(id: string): void;
}

function WeightsTable({ weights, shownId, onShow }: WeightsTableProps) {
  const { client, workbench } = useStores();
  const isReadOnly = useIsReadOnly();
  const remove = (weightsId: string) => void workbench.getState().apply(client.request("weights.remove", { weightsId }));
  return (
    <table className="table choice-table">
      <caption className="visually-hidden">{words.list}</caption>
      <thead>
        <tr>
          <th scope="col">{words.file}</th>
          <th scope="col">{words.network}</th>
          <th scope="col">{words.state}</th>
          <th scope="col">
            <span className="visually-hidden">{strings.train.recipes.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {weights.map(({ id, name, network, isBuiltIn, isInUse }) => (
          <tr key={id} className={id === shownId ? "is-shown" : undefined}>
            <th scope="row">
              <button type="button" className="row-button" aria-pressed={id === shownId} onClick={() => onShow(id)}>
                {name}
              </button>
            </th>
            <td>{strings.train.network.names[network]}</td>
            <td>{isBuiltIn ? words.builtIn : isInUse ? words.inUse : words.unused}</td>
            <td className="row-actions">
              <IconButton
                icon={Trash2}
                label={words.remove(name)}
                {...(isBuiltIn ? { hint: words.cannotRemoveBuiltIn } : isInUse && { hint: words.cannotRemove })}
                disabled={isBuiltIn || isInUse || isReadOnly}
                onClick={() => remove(id)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A report never changes, so it is asked for once. */
function Report({ weights: { id, name } }: { weights: WeightsSummary }) {
  const { client, workbench } = useStores();
  const [reports, setReports] = useState<Record<string, ImportReport>>({});
  const report = reports[id];
  useEffect(() => {
    if (report) return;
    void workbench
      .getState()
      .attempt(client.request("weights.report", { weightsId: id }))
      .then((answer) => answer && setReports((known) => ({ ...known, [id]: answer.report })));
  }, [client, workbench, id, report]);
  return report ? <ImportReportView name={name} report={report} /> : null;
}
