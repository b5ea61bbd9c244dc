// The table itself. All intervals of a page share one axis, so that their lengths can be compared from row to row.
import type { TablePage } from "../../../core/contract/table-views.ts";
import { Panel } from "../../components/Panel.tsx";
import { strings } from "../../strings.ts";
import { whiskerAxis } from "../distil/whisker-axis.ts";
import { PaperTableRow } from "./PaperTableRow.tsx";

const words = strings.tables;
const columns = ["published", "own", "difference", "control", "baseline", "seconds"] as const;

export function TablePanel({ page }: { page: TablePage }) {
  const { table, title, section, protocol, test, citedFrom, groups } = page;
  const rows = groups.flatMap((group) => group.rows);
  const { reach } = whiskerAxis(rows.flatMap(({ control, baselines }) => [...(control ? [control] : []), ...baselines]));
  return (
    <Panel title={words.title(table, title)} hint={words.setting(section, protocol, test.pictures, test.isInferred)}>
      <table className="table paper-table number">
        <caption className="visually-hidden">{words.title(table, title)}</caption>
        <thead>
          <tr>
            <th scope="col">{words.columns.method}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className={`paper-${column}`} title={words.columnHints[column]}>
                {words.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.title}>
            <tr className="paper-group">
              <th scope="rowgroup" colSpan={columns.length + 1}>
                {group.title}
                {citedFrom !== null && group.rows.every(({ origin }) => origin === "prior") && (
                  <span className="paper-group-source"> {words.citedFrom(citedFrom)}</span>
                )}
              </th>
            </tr>
            {group.rows.map((row) => (
              <PaperTableRow key={row.id} row={row} reach={reach} canRun={page.canRun} />
            ))}
          </tbody>
        ))}
      </table>
      <p className="panel-hint paper-legend">{words.legend}</p>
    </Panel>
  );
}
