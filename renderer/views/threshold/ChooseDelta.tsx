// Thresholds by what they should yield: one for all classes, or one for each. What is found can be moved like any other.
import { useState } from "react";
import { type DeltaChoice, defaultDeltaChoice, needsOutOfFold, paperShare, type SelectionRule } from "../../../core/recipe.ts";
import { Button } from "../../components/Button.tsx";
import { DeltaChoiceFields } from "../../components/DeltaChoiceFields.tsx";
import { useIsReadOnly, useThreshold, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";

/** A new rule begins with a new choice: the caller gives it its own key. */
export function ChooseDelta({ rule }: { rule: SelectionRule }) {
  const choose = useThreshold((state) => state.choose);
  const isChoosing = useThreshold((state) => state.isChoosing);
  const hasOwn = useThreshold((state) => (state.selection?.deltaOfClass.length ?? 0) > 0);
  const isCalibrated = useWorkbench((state) => (state.project?.calibrationId ?? null) !== null);
  const isReadOnly = useIsReadOnly();
  const [choice, setChoice] = useState<DeltaChoice>(defaultDeltaChoice);
  const needsCalibration = needsOutOfFold(choice) && !isCalibrated;
  return (
    <div className="choose-delta">
      <fieldset className="plain-fieldset choose-fields" disabled={isReadOnly}>
        <DeltaChoiceFields choice={choice} rule={rule} onChange={setChoice} />
      </fieldset>
      <div className="choose-row">
        <Button
          isBusy={isChoosing}
          disabled={isReadOnly || isChoosing || needsCalibration}
          title={needsCalibration ? strings.threshold.needsCalibration : undefined}
          onClick={() => void choose(choice)}
        >
          {strings.threshold.apply}
        </Button>
        {choice.by === "share" && (
          <Button
            look="quiet"
            title={strings.threshold.usePaperShare}
            disabled={isReadOnly || isChoosing}
            onClick={() => {
              const paper: DeltaChoice = { by: "share", share: paperShare };
              setChoice(paper);
              void choose(paper);
            }}
          >
            {strings.threshold.paperShare}
          </Button>
        )}
        {needsCalibration && <p className="panel-hint">{strings.threshold.needsCalibration}</p>}
        {!needsCalibration && hasOwn && <p className="panel-hint">{strings.threshold.ownHint}</p>}
      </div>
    </div>
  );
}
