// How many pseudo-labels are right, scored with the pool's own labels. Shown after the fact; nothing is chosen by it.
import type { MiningSummary } from "../../../core/contract/mining-views.ts";
import { ClassMark } from "../../components/ClassMark.tsx";
import { Panel } from "../../components/Panel.tsx";
import { formatCount, formatPercent } from "../../format.ts";
import { useClasses } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";

export function PseudoLabelPanel({ mining }: { mining: MiningSummary }) {
  const isScored = mining.precision !== null;
  return (
    <Panel title={strings.results.pseudo} hint={isScored ? strings.results.pseudoNote : strings.results.pseudoNone}>
      {isScored && (
        <p className="pseudo-figure">
          <b className="number">{formatPercent(mining.precision)}</b> {strings.results.pseudoOverall}
        </p>
      )}
      <PrecisionByClass mining={mining} />
    </Panel>
  );
}

function PrecisionByClass({ mining }: { mining: MiningSummary }) {
  const classes = useClasses();
  return (
    <table className="table number">
      <caption className="visually-hidden">{strings.results.pseudo}</caption>
      <thead>
        <tr>
          <th scope="col">{strings.threshold.classColumn}</th>
          <th scope="col">{strings.threshold.countColumn}</th>
          <th scope="col">{strings.results.precisionColumn}</th>
        </tr>
      </thead>
      <tbody>
        {classes.map((name, k) => (
          <tr key={name}>
            <th scope="row">
              <ClassMark classIndex={k} />
            </th>
            <td>{formatCount(mining.selectedByClass[k] ?? 0)}</td>
            <td>{formatPercent(mining.precisionByClass[k] ?? null)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
