// What became of a file of weights: how it was read, what its pictures must look like, and every tensor.
import { TriangleAlert } from "lucide-react";
import { useId, useMemo, useState } from "react";
import { ScrollArea } from "../../components/ScrollArea.tsx";
import { Segmented } from "../../components/Segmented.tsx";
import { formatPercent } from "../../format.ts";
import { strings } from "../../strings.ts";
import { filterRows, type ImportReport, type ShownTensors, tensorRows } from "./report-rows.ts";

const words = strings.train.weights;
const shownKinds: ShownTensors[] = ["all", "changed", "unused"];

export function ImportReportView({ name, report }: { name: string; report: ImportReport }) {
  const rows = useMemo(() => tensorRows(report), [report]);
  const countOf = (kind: string) => rows.filter((row) => row.kind === kind).length;
  return (
    <section className="import-report" aria-label={words.report(name)}>
      <h3 className="dialog-part">{words.report(name)}</h3>
      <dl className="report-facts">
        <dt>{words.readAs}</dt>
        <dd>{words.layout(report.layout, words.formatNames[report.format])}</dd>
        <dt>{words.tensors}</dt>
        <dd className="number">{words.tensorCounts(report.tensors.length, countOf("changed"), report.unused.length)}</dd>
        <dt>{words.head}</dt>
        <dd>{words.heads[report.head]}</dd>
        <dt>{words.order}</dt>
        <dd>{isGrey(report) ? words.grey : words.orderOf(report.channelOrder, words.inputFrom[report.inputFrom])}</dd>
        <dt>{words.normalisation}</dt>
        <dd className="number">{normalisationText(report)}</dd>
        <dt>{words.check}</dt>
        <dd>{checkText(report)}</dd>
      </dl>
      {report.channelOrderCheck?.otherIsBetter && (
        <div className="callout" role="note">
          <TriangleAlert className="callout-icon" aria-hidden />
          <p>{words.otherOrder(words.orders[report.channelOrder === "rgb" ? "bgr" : "rgb"])}</p>
        </div>
      )}
      <TensorTable name={name} rows={rows} />
    </section>
  );
}

function TensorTable({ name, rows }: { name: string; rows: ReturnType<typeof tensorRows> }) {
  const id = useId();
  const [text, setText] = useState("");
  const [shown, setShown] = useState<ShownTensors>("all");
  const found = filterRows(rows, shown, text);
  return (
    <>
      <div className="tensor-filter">
        <label htmlFor={id} className="visually-hidden">
          {words.filter}
        </label>
        <span className="field-box">
          <input
            id={id}
            className="field-input"
            type="search"
            value={text}
            placeholder={words.filterPlaceholder}
            onChange={(event) => setText(event.target.value)}
          />
        </span>
        <Segmented
          label={words.show}
          value={shown}
          onChange={setShown}
          options={shownKinds.map((value) => ({ value, label: words.shown[value] }))}
        />
        <span className="panel-hint number" role="status">
          {words.shownCount(found.length, rows.length)}
        </span>
      </div>
      <ScrollArea label={words.tensors} className="tensor-scroll">
        <table className="table tensor-table">
          <caption className="visually-hidden">{words.report(name)}</caption>
          <thead>
            <tr>
              <th scope="col">{words.columns.name}</th>
              <th scope="col">{words.columns.from}</th>
              <th scope="col">{words.columns.shape}</th>
              <th scope="col">{words.columns.fate}</th>
            </tr>
          </thead>
          <tbody>
            {found.map((row) => (
              <tr key={`${row.kind} ${row.from} ${row.name}`} className={`tensor-${row.kind}`}>
                <td>{row.name === null ? "" : <code>{row.name}</code>}</td>
                <td>
                  <code>{row.from}</code>
                </td>
                <td className="number">{row.shape}</td>
                <td className="tensor-fate">{row.fate}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </>
  );
}

function normalisationText({ normalisation: { unit, mean, deviation }, inputFrom, normalisationFrom = inputFrom }: ImportReport): string {
  const list = (values: readonly number[]) => (new Set(values).size === 1 ? String(values[0]) : `(${values.join(", ")})`);
  const isDivided = deviation.some((value) => value !== 1);
  const from = words.inputFrom[normalisationFrom];
  return [words.lessMean(unit, list(mean)), isDivided && words.divided(list(deviation)), from].filter(Boolean).join(", ");
}

/** One channel has no order. */
const isGrey = ({ normalisation }: ImportReport): boolean => normalisation.mean.length === 1;

function checkText(report: ImportReport): string {
  const { channelOrderCheck: check } = report;
  if (isGrey(report)) return words.noCheckNeeded;
  if (!check) return words.noCheck;
  return words.checks[check.measure](formatPercent(check.taken), formatPercent(check.other), check.pictureCount);
}
