// What a reader found in a folder: how much, under which licence, what it leaves out and why, what one should know.
import type { SetReport } from "../../../../core/contract/set-views.ts";
import { formatCount } from "../../../format.ts";
import { composeStrings as words } from "../../../strings-compose.ts";

export const SetFacts = ({ report }: { report: SetReport }) => (
  <dl className="set-facts">
    <dt>{words.pictures}</dt>
    <dd>
      {words.found(report.count, report.subjects)} <span className="set-layout">{report.layout}</span>
    </dd>
    <dt>{words.licence}</dt>
    <dd>{report.licence.terms}</dd>
  </dl>
);

export function LeftOut({ report }: { report: SetReport }) {
  const { leftOut, notes } = report;
  if (leftOut.length === 0 && notes.length === 0) return null;
  const total = leftOut.reduce((sum, { count }) => sum + count, 0);
  return (
    <details className="fold">
      <summary className="fold-head">
        <span className="fold-title">{leftOut.length > 0 ? words.leftOut : words.notes}</span>
        <span className="fold-text number">{leftOut.length > 0 ? words.leftOutCount(total) : formatCount(notes.length)}</span>
      </summary>
      <ul className="left-out">
        {leftOut.map(({ reason, count, examples }) => (
          <li key={reason}>
            <b className="number">{formatCount(count)}</b> {reason}
            <span className="left-out-example">
              {examples.map(({ file, line }) => words.place(file, line)).join("; ")}
              {count > examples.length && ` ${words.moreLeftOut}`}
            </span>
          </li>
        ))}
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </details>
  );
}
