// What few change of mining and retraining: which anchors make the centroids, agreement, and rounds of self-training. Folded, with a word
// on what is not as in the paper.
import { CentroidRecipe, defaultPipelineRecipe, type PipelineRecipe } from "../../../core/recipe.ts";
import { CheckField } from "../../components/CheckField.tsx";
import { NumberField } from "../../components/NumberField.tsx";
import { SelectField } from "../../components/SelectField.tsx";
import { useIsReadOnly, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";

const words = strings.mineOptions;

interface SelectionOptionsProps {
  recipe: PipelineRecipe;
  onChange(changes: Partial<PipelineRecipe>): void;
}

export function SelectionOptions({ recipe, onChange }: SelectionOptionsProps) {
  const isReadOnly = useIsReadOnly();
  const { centroids, agreement, rounds, roundsFrom } = recipe;
  const usual = defaultPipelineRecipe;
  const changed = [
    centroids.anchors !== usual.centroids.anchors,
    centroids.features !== usual.centroids.features,
    agreement,
    rounds > 1,
  ].filter(Boolean).length;
  return (
    <details className="fold selection-options">
      <summary className="fold-head">
        <span className="fold-title">{words.title}</span>
        <span className="fold-text">{changed === 0 ? words.usual : words.changed(changed)}</span>
      </summary>
      <fieldset className="plain-fieldset settings" disabled={isReadOnly}>
        <SelectField
          label={words.centroids}
          note={words.centroidsNote}
          value={centroids.anchors}
          options={CentroidRecipe.shape.anchors.options.map((value) => ({ value, label: words.anchorChoices[value] }))}
          onChange={(anchors) => onChange({ centroids: { ...centroids, anchors } })}
        />
        <SelectField
          label={words.features}
          note={words.featuresNote}
          value={centroids.features}
          options={CentroidRecipe.shape.features.options.map((value) => ({ value, label: words.featureChoices[value] }))}
          onChange={(features) => onChange({ centroids: { ...centroids, features } })}
        />
        <StaleMining />
        <CheckField
          label={words.agreement}
          note={words.agreementNote}
          isOn={agreement}
          onChange={(isOn) => onChange({ agreement: isOn })}
        />
        <NumberField
          label={words.rounds}
          note={words.roundsNote}
          value={rounds}
          rule={{ min: 1, max: 10, isInteger: true }}
          onCommit={(count) => count !== null && onChange({ rounds: count })}
        />
        {rounds > 1 && (
          <SelectField
            label={words.roundsFrom}
            note={words.roundsFromNote}
            value={roundsFrom}
            options={(["primitive", "last"] as const).map((value) => ({ value, label: words.roundsFromChoices[value] }))}
            onChange={(from) => onChange({ roundsFrom: from })}
          />
        )}
      </fieldset>
    </details>
  );
}

function StaleMining() {
  const isStale = useWorkbench(
    (state) => state.project !== null && state.project.steps.mining === "stale" && state.project.steps.primitive === "done",
  );
  return isStale ? <p className="panel-hint">{words.stale}</p> : null;
}
