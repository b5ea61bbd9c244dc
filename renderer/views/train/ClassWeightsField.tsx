// How much a class counts in the loss: equal, balanced, or a weight for each class in the order of the classes.
import type { TrainingRecipe } from "../../../core/recipe.ts";
import { ListField } from "../../components/ListField.tsx";
import { parseClassWeights } from "../../components/parse-list.ts";
import { SelectField } from "../../components/SelectField.tsx";
import { useClasses } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";

type ClassWeights = TrainingRecipe["classWeights"];

interface ClassWeightsFieldProps {
  label: string;
  note: string;
  conflict: string | undefined;
  weights: ClassWeights;
  onChange(weights: ClassWeights): void;
}

const words = strings.train.recipe;
const choices = ["equal", "balanced", "own"] as const;

export function ClassWeightsField({ label, note, conflict, weights, onChange }: ClassWeightsFieldProps) {
  const classes = useClasses();
  const isOwn = typeof weights !== "string";
  return (
    <>
      <SelectField
        label={label}
        note={note}
        value={isOwn ? "own" : weights}
        options={choices.map((value) => ({ value, label: words.classWeightChoices[value] }))}
        onChange={(choice) => onChange(choice === "own" ? classes.map(() => 1) : choice)}
      />
      {isOwn && (
        <div className="setting-wide">
          <ListField
            label={words.ownClassWeights}
            note={words.ownClassWeightsNote(classes.join(", "))}
            values={weights}
            conflict={conflict}
            parse={(draft) => parseClassWeights(draft, classes.length)}
            onCommit={onChange}
          />
        </div>
      )}
    </>
  );
}
