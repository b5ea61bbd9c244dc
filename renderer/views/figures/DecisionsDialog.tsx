// What was decided against licences: which exported figure shows pictures that they do not let be shown, since when, and whose.
import { useEffect, useState } from "react";
import type { LicenceDecision } from "../../../core/contract/figure-views.ts";
import { type ErrorRecord, errorRecordOf } from "../../../core/errors.ts";
import { Dialog } from "../../components/Dialog.tsx";
import { ProblemText } from "../../components/ProblemText.tsx";
import { ScrollArea } from "../../components/ScrollArea.tsx";
import { formatMoment } from "../../format.ts";
import { useStores } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";

const words = strings.figures.decisions;

interface Kept {
  total: number;
  decisions: LicenceDecision[];
}

export function DecisionsDialog({ onClose }: { onClose(): void }) {
  const { client } = useStores();
  const [kept, setKept] = useState<Kept | null>(null);
  const [error, setError] = useState<ErrorRecord | null>(null);
  useEffect(() => {
    client.request("figure.decisions", {}).then(setKept, (thrown) => setError(errorRecordOf(thrown)));
  }, [client]);
  return (
    <Dialog title={words.title} className="decisions-dialog" onClose={onClose}>
      <p className="panel-hint">{words.what}</p>
      {kept && (kept.total === 0 ? <p>{words.none}</p> : <DecisionTable {...kept} />)}
      {!kept && !error && <p className="panel-hint">{words.loading}</p>}
      {error && (
        <div className="export-problem" role="alert">
          <ProblemText message={error.message} problem={error.problem} />
        </div>
      )}
    </Dialog>
  );
}

const DecisionTable = ({ total, decisions }: Kept) => (
  <ScrollArea label={words.title} className="decisions-scroll">
    <table className="table decisions-table">
      <caption className="visually-hidden">{words.title}</caption>
      <thead>
        <tr>
          {words.columns.map((name) => (
            <th key={name} scope="col" className="table-text">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {decisions.map((decision, rank) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list of an open dialog does not change
          <DecisionRow key={rank} decision={decision} />
        ))}
      </tbody>
    </table>
    {total > decisions.length && <p className="panel-hint">{words.more(decisions.length, total)}</p>}
  </ScrollArea>
);

const DecisionRow = ({ decision: { created, content, file, isInExports, licences } }: { decision: LicenceDecision }) => (
  <tr>
    <td className="decision-when">
      <time dateTime={created}>{formatMoment(created)}</time>
    </td>
    <td>{content}</td>
    <td className="table-text">
      <span className="decision-file">{file}</span>
      <span className="export-terms">{isInExports ? words.inExports : words.elsewhere}</span>
    </td>
    <td className="table-text">
      <ul className="export-licences">
        {licences.map(({ title, terms, show }) => (
          <li key={`${title} ${terms}`}>
            <strong>{title}</strong>: {words.saysOfShowing[show]}.<span className="export-terms">{terms}</span>
          </li>
        ))}
      </ul>
    </td>
  </tr>
);
