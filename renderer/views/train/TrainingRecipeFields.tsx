// One training of the recipe, primitive or retraining: its preset and its values.
import { recipePresets, type TrainingRecipe } from "../../../core/recipe.ts";
import { NumberField } from "../../components/NumberField.tsx";
import { SelectField } from "../../components/SelectField.tsx";
import { formatPercentAmount } from "../../format.ts";
import { strings } from "../../strings.ts";
import { EpochListField } from "./EpochListField.tsx";
import { presetOf, recipeFields, withValue } from "./recipe-fields.ts";

interface TrainingRecipeFieldsProps {
  title: string;
  recipe: TrainingRecipe;
  onChange(recipe: TrainingRecipe): void;
}

const custom = "custom";

export function TrainingRecipeFields({ title, recipe, onChange }: TrainingRecipeFieldsProps) {
  const preset = presetOf(recipe);
  const names = recipePresets.map(({ name }) => ({ value: name, label: name }));
  return (
    <section className="recipe-part" aria-label={title}>
      <div className="recipe-part-head">
        <h3>{title}</h3>
        <SelectField
          label={strings.train.preset}
          value={preset?.name ?? custom}
          options={preset ? names : [...names, { value: custom, label: strings.train.customPreset }]}
          onChange={(name) => {
            const chosen = recipePresets.find((candidate) => candidate.name === name);
            if (chosen) onChange(chosen);
          }}
        />
      </div>
      <div className="recipe-grid">
        {recipeFields.map(({ key, rule, unit }) => (
          <NumberField
            key={key}
            label={strings.train[key]}
            value={recipe[key]}
            rule={rule}
            unit={unit}
            format={rule.isPercent ? formatPercentAmount : plainText}
            onCommit={(value) => value !== null && onChange(withValue(recipe, key, value))}
          />
        ))}
        <EpochListField
          label={strings.train.fallAfterEpochs}
          epochs={recipe.fallAfterEpochs}
          lastEpoch={recipe.epochs}
          onCommit={(epochs) => onChange(withValue(recipe, "fallAfterEpochs", epochs))}
        />
        <label className="check recipe-check">
          <input
            type="checkbox"
            checked={recipe.horizontalFlip}
            onChange={(event) => onChange(withValue(recipe, "horizontalFlip", event.target.checked))}
          />
          {strings.train.horizontalFlip}
        </label>
      </div>
    </section>
  );
}

const plainText = (value: number): string => String(value);
