// The table of selection rules: a row for each round of each.
import type { RoundOutcome, RuleOutcome } from "../../../core/contract/rule-views.ts";
import { classColour } from "../../class-colour.ts";
import { ScrollArea } from "../../components/ScrollArea.tsx";
import { formatCount, formatPercent } from "../../format.ts";
import { useClasses } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { verdictOf } from "./verdict.ts";

const words = strings.rules;

export function RulesTable({ outcomes }: { outcomes: readonly RuleOutcome[] }) {
  const hasPrecision = outcomes.some(({ rounds }) => rounds.some(({ mining }) => mining.precision !== null));
  return (
    <>
      <ScrollArea label={words.title} className="rules-body">
        <table className="table rules-table number">
          <caption className="visually-hidden">{words.title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.columns.rule}</th>
              <th scope="col">{words.columns.selected}</th>
              <th scope="col">{words.columns.share}</th>
              <th scope="col" className="table-text">
                {words.columns.balance}
              </th>
              {hasPrecision && (
                <th scope="col" title={words.precisionHint}>
                  {words.columns.precision}
                </th>
              )}
              <th scope="col">{words.columns.control}</th>
              <th scope="col">{words.columns.vas}</th>
              <th scope="col">{words.columns.difference}</th>
            </tr>
          </thead>
          <tbody>
            {outcomes.map(({ rule, rounds }) =>
              rounds.map((round, index) => (
                <tr key={round.vas.runId + round.control.runId}>
                  <th scope="row" title={words.hints[rule]}>
                    {words.names[rule]}
                    {rounds.length > 1 && <span className="rules-round">{words.round(index + 1)}</span>}
                  </th>
                  <RoundCells round={round} hasPrecision={hasPrecision} />
                </tr>
              )),
            )}
          </tbody>
        </table>
      </ScrollArea>
      <p className="panel-hint">
        {words.reading} {words.note}
      </p>
    </>
  );
}

function RoundCells({ round: { mining, control, vas, difference }, hasPrecision }: { round: RoundOutcome; hasPrecision: boolean }) {
  const { selectedCount, poolCount, selectedByClass, precision } = mining;
  return (
    <>
      <td>{formatCount(selectedCount)}</td>
      <td>{formatPercent(poolCount === 0 ? null : selectedCount / poolCount)}</td>
      <td className="rules-balance-cell">
        <Balance countByClass={selectedByClass} total={selectedCount} />
      </td>
      {hasPrecision && <td>{formatPercent(precision)}</td>}
      <td>{formatPercent(control.accuracy)}</td>
      <td>{formatPercent(vas.accuracy)}</td>
      <td className={difference ? `rules-${verdictOf(difference)}` : undefined}>
        {difference ? words.interval(difference.difference, difference.low, difference.high) : "–"}
      </td>
    </>
  );
}

/** One bar, a part for each class; in words for those who cannot see it. */
function Balance({ countByClass, total }: { countByClass: readonly number[]; total: number }) {
  const classes = useClasses();
  const inWords = classes.map((name, k) => words.classShare(name, formatCount(countByClass[k] ?? 0))).join(", ");
  return (
    <span className="rules-balance" role="img" aria-label={inWords} title={inWords}>
      {countByClass.map((count, k) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the index is the class
          key={k}
          style={{ background: classColour(k), width: `${total === 0 ? 0 : (count / total) * 100}%` }}
        />
      ))}
    </span>
  );
}
