// What was decided against licences: when, which figure in which file, and which data sets against whose terms. Kept for good, so nothing
// here can be taken back.
import type { LicenceDecision } from "../../../core/contract/figure-views.ts";
import { Dialog } from "../../components/Dialog.tsx";
import { ScrollArea } from "../../components/ScrollArea.tsx";
import { formatWhenInYear } from "../../format.ts";
import { useFigures } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";

const words = strings.figures.decisions;

export function DecisionsDialog({ onClose }: { onClose(): void }) {
  const kept = useFigures((state) => state.decisions);
  return (
    <Dialog title={words.title} className="decisions-dialog" onClose={onClose}>
      <p>{words.what}</p>
      {kept === null && <p className="panel-hint">{words.reading}</p>}
      {kept?.total === 0 && <p className="panel-hint">{words.none}</p>}
      {kept !== null && kept.total > 0 && (
        <ScrollArea label={words.title} className="decisions-scroll">
          <table className="table decisions-table">
            <caption className="visually-hidden">{words.title}</caption>
            <thead>
              <tr>
                {[words.when, words.figure, words.file, words.against].map((column) => (
                  <th key={column} scope="col" className="table-text">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {kept.decisions.map(({ created, content, file, isInProject, licences }) => (
                <tr key={`${created} ${file}`}>
                  <td className="number">
                    <time dateTime={created}>{formatWhenInYear(created)}</time>
                  </td>
                  <th scope="row" className="table-text">
                    {content}
                  </th>
                  <td className="table-text decisions-file">
                    {file}
                    <span className="export-terms">{words.place(isInProject)}</span>
                  </td>
                  <td className="table-text decisions-licences">
                    <Licences licences={licences} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollArea>
      )}
      {kept !== null && kept.total > kept.decisions.length && <p className="panel-hint">{words.more(kept.decisions.length, kept.total)}</p>}
    </Dialog>
  );
}

const Licences = ({ licences }: Pick<LicenceDecision, "licences">) => (
  <ul className="export-licences">
    {licences.map(({ title, terms, show }) => (
      <li key={`${title} ${terms}`}>
        <strong>{title}</strong>: {words.mayBeShown[show]}.<span className="export-terms">{terms}</span>
      </li>
    ))}
  </ul>
);
