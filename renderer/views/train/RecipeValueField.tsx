// One value of a training recipe in the form that suits it.
import type { TrainingRecipe } from "../../../core/recipe.ts";
import { CheckField } from "../../components/CheckField.tsx";
import { ListField } from "../../components/ListField.tsx";
import { NumberField } from "../../components/NumberField.tsx";
import { parseEpochList, parsePrefixes } from "../../components/parse-list.ts";
import { SelectField } from "../../components/SelectField.tsx";
import { formatPercentAmount } from "../../format.ts";
import { strings } from "../../strings.ts";
import { ClassWeightsField } from "./ClassWeightsField.tsx";
import { type NumberKey, numberFields, type RecipeKey } from "./recipe-fields.ts";

interface RecipeValueFieldProps {
  recipe: TrainingRecipe;
  field: RecipeKey;
  conflict: string | undefined;
  onChange<K extends RecipeKey>(key: K, value: TrainingRecipe[K]): void;
}

const words = strings.train.recipe;

export function RecipeValueField({ recipe, field, conflict, onChange }: RecipeValueFieldProps) {
  const said = { label: words.labels[field], note: words.notes[field], conflict };
  switch (field) {
    case "fallAfterEpochs":
      return (
        <ListField
          {...said}
          values={recipe.fallAfterEpochs}
          placeholder={words.never}
          parse={(draft) => parseEpochList(draft, recipe.epochs)}
          onCommit={(epochs) => onChange(field, epochs)}
        />
      );
    case "frozenPrefixes":
      return (
        <ListField
          {...said}
          values={recipe.frozenPrefixes}
          placeholder={words.frozenPlaceholder}
          parse={parsePrefixes}
          onCommit={(prefixes) => onChange(field, prefixes)}
        />
      );
    case "classWeights":
      return <ClassWeightsField {...said} weights={recipe.classWeights} onChange={(weights) => onChange(field, weights)} />;
    case "horizontalFlip":
      return <CheckField {...said} isOn={recipe.horizontalFlip} onChange={(isOn) => onChange(field, isOn)} />;
    case "batchNorm":
      return <SelectField {...said} {...choiceOf(words.batchNormChoices, recipe[field], (value) => onChange(field, value))} />;
    case "keptEpoch":
      return <SelectField {...said} {...choiceOf(words.keptEpochChoices, recipe[field], (value) => onChange(field, value))} />;
    case "precision":
      return <SelectField {...said} {...choiceOf(words.precisionChoices, recipe[field], (value) => onChange(field, value))} />;
    default:
      return <RecipeNumber {...said} field={field} value={recipe[field]} onChange={onChange} />;
  }
}

function choiceOf<Value extends string>(labels: Record<Value, string>, value: Value, onChange: (value: Value) => void) {
  const options = Object.entries<string>(labels).map(([option, label]) => ({ value: option as Value, label }));
  return { value, options, onChange };
}

interface RecipeNumberProps {
  label: string;
  note: string;
  conflict: string | undefined;
  field: NumberKey;
  value: number | null;
  onChange<K extends NumberKey>(key: K, value: TrainingRecipe[K]): void;
}

function RecipeNumber({ field, onChange, ...shown }: RecipeNumberProps) {
  const { rule, unit } = numberFields[field];
  return (
    <NumberField
      {...shown}
      rule={rule}
      {...(unit && { unit })}
      {...(rule.mayBeEmpty && { placeholder: words.patienceOff })}
      format={rule.isPercent ? formatPercentAmount : String}
      onCommit={(value) => (value !== null || rule.mayBeEmpty) && onChange(field, value as TrainingRecipe[typeof field])}
    />
  );
}
