// One value of a distillation recipe in the form that suits it.
import type { DistillationRecipe } from "../../../core/distillation/distillation-recipe.ts";
import { CheckField } from "../../components/CheckField.tsx";
import { NumberField } from "../../components/NumberField.tsx";
import { SelectField } from "../../components/SelectField.tsx";
import { strings } from "../../strings.ts";
import { type DistillationKey, distillationNumbers } from "./distillation-fields.ts";

interface DistillationFieldProps {
  recipe: DistillationRecipe;
  field: DistillationKey;
  conflict: string | undefined;
  onChange<K extends DistillationKey>(key: K, value: DistillationRecipe[K]): void;
}

const words = strings.distil.recipe;

export function DistillationField({ recipe, field, conflict, onChange }: DistillationFieldProps) {
  const said = { label: words.labels[field], note: words.notes[field], conflict };
  switch (field) {
    case "source":
    case "method":
    case "init":
    case "start":
    case "batchNorm":
    case "surrogate":
      return (
        <SelectField<string>
          {...said}
          value={recipe[field]}
          options={Object.entries<string>(words.choices[field]).map(([value, label]) => ({ value, label }))}
          onChange={(value) => onChange(field, value as DistillationRecipe[typeof field])}
        />
      );
    case "softLabels":
    case "balanced":
      return <CheckField {...said} isOn={recipe[field]} onChange={(isOn) => onChange(field, isOn)} />;
    default:
      return (
        <NumberField
          {...said}
          rule={distillationNumbers[field]}
          value={recipe[field]}
          onCommit={(value) => value !== null && onChange(field, value)}
        />
      );
  }
}
