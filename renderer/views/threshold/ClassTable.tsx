// The selection class by class: how many, what share of it, and a delta of its own where one is wanted.
import type { ThresholdCounts } from "../../../core/mining/threshold-counts.ts";
import type { Selection } from "../../../core/recipe.ts";
import { classColour } from "../../class-colour.ts";
import { ClassMark } from "../../components/ClassMark.tsx";
import { NumberField } from "../../components/NumberField.tsx";
import { formatCount, formatPercent, formatValue } from "../../format.ts";
import { useClasses, useIsReadOnly, useThreshold } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { withClassDelta } from "./selection-changes.ts";

interface ClassTableProps {
  counts: ThresholdCounts;
  selection: Selection;
}

export function ClassTable({ counts, selection }: ClassTableProps) {
  const classes = useClasses();
  const change = useThreshold((state) => state.change);
  const isReadOnly = useIsReadOnly();
  const { countByClass, total } = counts.countAt(selection);
  const largest = Math.max(1, ...countByClass);
  return (
    <table className="table class-table number">
      <caption className="visually-hidden">{strings.threshold.balance}</caption>
      <thead>
        <tr>
          <th scope="col">{strings.threshold.classColumn}</th>
          <th scope="col" colSpan={2}>
            {strings.threshold.countColumn}
          </th>
          <th scope="col">{strings.threshold.shareColumn}</th>
          <th scope="col">{strings.threshold.deltaColumn}</th>
        </tr>
      </thead>
      <tbody>
        {classes.map((name, k) => (
          <tr key={name}>
            <th scope="row">
              <ClassMark classIndex={k} />
            </th>
            <td className="balance-cell">
              <span
                className="balance-bar"
                style={{ background: classColour(k), transform: `scaleX(${(countByClass[k] ?? 0) / largest})` }}
              />
            </td>
            <td>{formatCount(countByClass[k] ?? 0)}</td>
            <td>{formatPercent(total === 0 ? null : (countByClass[k] ?? 0) / total, 0)}</td>
            <td className="own-delta">
              <NumberField
                label={strings.threshold.ownDelta(name)}
                isLabelHidden
                value={selection.deltaOfClass[k] ?? null}
                rule={{ min: 0, max: 2, mayBeEmpty: true }}
                format={formatValue}
                placeholder={strings.threshold.follows}
                hint={strings.threshold.followsHint}
                isDisabled={isReadOnly}
                onCommit={(delta) => change(withClassDelta(selection, k, delta, classes.length))}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
