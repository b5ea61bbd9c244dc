// Delta by what it should yield: a share of the pool, a count, or a precision on out-of-fold anchors.
import { useState } from "react";
import { type DeltaChoice, paperShare } from "../../../core/recipe.ts";
import { Button } from "../../components/Button.tsx";
import { NumberField } from "../../components/NumberField.tsx";
import type { NumberRule } from "../../components/parse-number.ts";
import { Segmented } from "../../components/Segmented.tsx";
import { formatCount, formatPercentAmount } from "../../format.ts";
import { useIsReadOnly, useThreshold, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";

type Way = "share" | "target-count" | "precision";

interface WayOfChoosing {
  rule: NumberRule;
  unit?: string;
  format(value: number): string;
  choice(value: number): DeltaChoice;
}

const ways: Record<Way, WayOfChoosing> = {
  share: {
    rule: { min: 0.000001, max: 1, isPercent: true },
    unit: "%",
    format: formatPercentAmount,
    choice: (share) => ({ by: "share", share }),
  },
  "target-count": {
    rule: { min: 1, max: 1_000_000_000, isInteger: true },
    format: formatCount,
    choice: (count) => ({ by: "target-count", count }),
  },
  precision: {
    rule: { min: 0.01, max: 1, isPercent: true },
    unit: "%",
    format: formatPercentAmount,
    choice: (precision) => ({ by: "precision", precision }),
  },
};

export function ChooseDelta() {
  const choose = useThreshold((state) => state.choose);
  const isChoosing = useThreshold((state) => state.isChoosing);
  const isCalibrated = useWorkbench((state) => (state.project?.calibrationId ?? null) !== null);
  const isReadOnly = useIsReadOnly();
  const [way, setWay] = useState<Way>("share");
  const [amounts, setAmounts] = useState<Record<Way, number>>({ share: 0.3, "target-count": 1000, precision: 0.95 });
  const { rule, unit, format, choice } = ways[way];
  const needsCalibration = way === "precision" && !isCalibrated;
  const set = (amount: number) => setAmounts((before) => ({ ...before, [way]: amount }));
  return (
    <div className="choose-delta">
      <div className="choose-head">
        <span className="field-label">{strings.threshold.choose}</span>
        <Segmented
          label={strings.threshold.choose}
          value={way}
          onChange={setWay}
          options={(Object.keys(ways) as Way[]).map((value) => ({ value, label: strings.threshold.chooseBy[value] }))}
        />
      </div>
      <div className="choose-row">
        <NumberField
          key={way}
          label={strings.threshold.chooseBy[way]}
          isLabelHidden
          value={amounts[way]}
          rule={rule}
          unit={unit}
          format={format}
          isDisabled={isReadOnly}
          onCommit={(amount) => amount !== null && set(amount)}
          onEnter={(amount) => amount !== null && !needsCalibration && void choose(choice(amount))}
        />
        <Button
          isBusy={isChoosing}
          disabled={isReadOnly || isChoosing || needsCalibration}
          title={needsCalibration ? strings.threshold.needsCalibration : undefined}
          onClick={() => void choose(choice(amounts[way]))}
        >
          {strings.threshold.apply}
        </Button>
      </div>
      {way === "share" && (
        <Button
          look="quiet"
          title={strings.threshold.usePaperShare}
          disabled={isReadOnly || isChoosing}
          onClick={() => {
            set(paperShare);
            void choose({ by: "share", share: paperShare });
          }}
        >
          {strings.threshold.paperShare}
        </Button>
      )}
      {needsCalibration && <p className="panel-hint">{strings.threshold.needsCalibration}</p>}
    </div>
  );
}
