// What the selection is, in numbers, and every way to change it that is not the line itself.
import type { Selection } from "../../../core/recipe.ts";
import { LiveText } from "../../components/LiveText.tsx";
import { NumberField } from "../../components/NumberField.tsx";
import { Segmented } from "../../components/Segmented.tsx";
import { formatCount, formatValue } from "../../format.ts";
import { useIsReadOnly, useThreshold } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { AnchorPrecisionLine } from "./AnchorPrecisionLine.tsx";
import { ChooseDelta } from "./ChooseDelta.tsx";
import { ClassTable } from "./ClassTable.tsx";
import { CollapsePanel } from "./CollapsePanel.tsx";
import { RetrainFooter } from "./RetrainFooter.tsx";
import { countsFor, type PoolCounts, withCap, withDelta, withRule } from "./selection-changes.ts";

interface SelectionPanelProps {
  poolCounts: PoolCounts;
  selection: Selection;
}

export function SelectionPanel({ poolCounts, selection }: SelectionPanelProps) {
  const counts = countsFor(poolCounts, selection);
  const change = useThreshold((state) => state.change);
  const previous = useThreshold((state) => state.previous);
  const isReadOnly = useIsReadOnly();
  const { rule } = selection;
  const selected = counts[rule].countAt(selection);
  const before = previous ? countsFor(poolCounts, previous)[previous.rule].countAt(previous).total : selected.total;
  return (
    <section className="panel selection-panel" aria-label={strings.threshold.selection}>
      <div className="selection-scroll scrolls">
        <Segmented
          label={strings.threshold.rule}
          value={rule}
          isDisabled={isReadOnly}
          onChange={(next) => change(withRule(selection, next, counts))}
          options={[
            { value: "margin", label: strings.threshold.rules.margin, hint: strings.threshold.ruleHints.margin },
            { value: "confidence", label: strings.threshold.rules.confidence, hint: strings.threshold.ruleHints.confidence },
          ]}
        />
        <div className="selected-count">
          <p className="selected-total number">
            {selected.isExact ? "" : strings.threshold.atLeast}
            {formatCount(selected.total)} <span>{strings.threshold.selected}</span>
          </p>
          <p className="selected-share number">{strings.threshold.ofPool(selected.share, counts[rule].poolCount)}</p>
          <p className="selected-change number">{strings.threshold.change(selected.total - before)}</p>
        </div>
        <LiveText text={strings.threshold.lineText(selection.delta, selected.total, selected.share)} />
        <div className="selection-fields">
          <NumberField
            label={strings.threshold.delta}
            value={selection.delta}
            rule={{ min: 0, max: 2 }}
            format={formatValue}
            isDisabled={isReadOnly}
            onCommit={(delta) => delta !== null && change(withDelta(selection, delta))}
          />
          <NumberField
            label={strings.threshold.cap}
            value={selection.capPerClass}
            rule={{ min: 1, max: 1_000_000_000, isInteger: true, mayBeEmpty: true }}
            format={formatCount}
            placeholder={strings.threshold.noCap}
            isDisabled={isReadOnly}
            onCommit={(cap) => change(withCap(selection, cap))}
          />
        </div>
        <label className="check agreement-check" title={strings.threshold.agreementHint}>
          <input
            type="checkbox"
            checked={selection.agreement}
            disabled={isReadOnly}
            onChange={(event) => change({ ...selection, agreement: event.target.checked })}
          />
          {strings.threshold.agreement}
        </label>
        <ChooseDelta key={rule} rule={rule} />
        <AnchorPrecisionLine />
        <CollapsePanel counts={counts} selection={selection} />
        <ClassTable counts={counts[rule]} selection={selection} />
      </div>
      <RetrainFooter selectedCount={selected.total} />
    </section>
  );
}
