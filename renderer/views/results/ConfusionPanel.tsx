// The confusion matrix of one run. A cell is chosen by mouse or arrow keys, and its faces show beside it.
import { useRef } from "react";
import type { Results } from "../../../core/contract/result-views.ts";
import type { RunMetrics } from "../../../core/contract/run-views.ts";
import { Panel } from "../../components/Panel.tsx";
import { Segmented } from "../../components/Segmented.tsx";
import { formatCount, formatPercent } from "../../format.ts";
import { pipelineRoles } from "../../stores/results.ts";
import { useClasses, useResults } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { cellAfter, shareOfRow } from "./matrix-cells.ts";

export function ConfusionPanel({ results, run }: { results: Results; run: RunMetrics }) {
  const role = useResults((state) => state.role);
  const showRole = useResults((state) => state.showRole);
  return (
    <Panel
      title={strings.results.confusion}
      className="confusion-panel"
      aside={
        <Segmented
          label={strings.results.run}
          value={role}
          onChange={showRole}
          options={pipelineRoles.map((value) => ({ value, label: strings.train.runs[value], isDisabled: results[value] === null }))}
        />
      }
    >
      <ConfusionTable confusion={run.confusion} />
      <p className="panel-hint">{strings.results.confusionHint}</p>
    </Panel>
  );
}

function ConfusionTable({ confusion }: { confusion: readonly (readonly number[])[] }) {
  const classes = useClasses();
  const table = useRef<HTMLTableElement>(null);
  const cell = useResults((state) => state.cell);
  const showCell = useResults((state) => state.showCell);
  const isEntered = cell.label !== null && cell.predicted !== null;

  const onKeyDown = (event: React.KeyboardEvent) => {
    const next = cellAfter(event.key, cell, classes.length);
    if (!next) return;
    event.preventDefault();
    showCell(next);
    table.current?.querySelector<HTMLButtonElement>(`[data-cell="${next.label}-${next.predicted}"]`)?.focus();
  };
  return (
    <table ref={table} className="confusion number" onKeyDown={onKeyDown}>
      <caption className="visually-hidden">{strings.results.confusion}</caption>
      <thead>
        <tr>
          <td />
          {classes.map((name) => (
            <th key={name} scope="col" title={name}>
              <span>{name}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {classes.map((truth, label) => (
          <tr key={truth}>
            <th scope="row">{truth}</th>
            {classes.map((predictedName, predicted) => {
              const count = confusion[label]?.[predicted] ?? 0;
              const share = shareOfRow(confusion, label, predicted);
              const isChosen = cell.label === label && cell.predicted === predicted;
              const isTabStop = isChosen || (!isEntered && label === 0 && predicted === 0);
              return (
                <td key={predictedName}>
                  <button
                    type="button"
                    className={label === predicted ? "cell cell-right" : "cell"}
                    data-cell={`${label}-${predicted}`}
                    aria-pressed={isChosen}
                    aria-label={strings.results.cellText(truth, predictedName, count, formatPercent(share, 0))}
                    title={strings.results.cellText(truth, predictedName, count, formatPercent(share, 0))}
                    tabIndex={isTabStop ? 0 : -1}
                    style={{ "--strength": share ?? 0 } as React.CSSProperties}
                    onClick={() => showCell({ label, predicted })}
                  >
                    {count === 0 ? "" : formatCount(count)}
                  </button>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
