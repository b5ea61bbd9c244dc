// What Algorithm 1 is told: a preset or own values, in groups of which all but two are folded to one line. Each change is one undoable step.
import { TriangleAlert } from "lucide-react";
import type { DistillationRecipe } from "../../../core/distillation/distillation-recipe.ts";
import { Panel } from "../../components/Panel.tsx";
import { SelectField } from "../../components/SelectField.tsx";
import { useIsReadOnly, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { DistillationField } from "./DistillationField.tsx";
import {
  distillationGroupNames,
  distillationGroups,
  distillationGroupText,
  distillationPresets,
  distillationProblems,
  presetNames,
  presetOf,
} from "./distillation-fields.ts";

const words = strings.distil.recipe;
const ownValues = "own";

export function DistillationRecipePanel({ recipe }: { recipe: DistillationRecipe }) {
  const isReadOnly = useIsReadOnly();
  const changeRecipe = useWorkbench((state) => state.changeRecipe);
  const known = presetOf(recipe);
  const problems = distillationProblems(recipe);
  const presets = presetNames.map((value) => ({ value, label: words.presets[value], hint: words.presetHints[value] }));
  return (
    <Panel title={words.title}>
      <fieldset className="plain-fieldset recipe" disabled={isReadOnly}>
        <SelectField
          label={words.choose}
          value={known ?? ownValues}
          note={known ? words.presetHints[known] : undefined}
          options={known ? presets : [{ value: ownValues, label: words.ownValues }, ...presets]}
          onChange={(name) => {
            if (name !== ownValues) {
              void changeRecipe(({ distillation: { source } }) => ({ distillation: { ...distillationPresets[name], source } }));
            }
          }}
        />
        <div className="folds">
          {distillationGroupNames.map((group) => (
            <details key={group} className="fold" open={group === "source"}>
              <summary className="fold-head">
                <span className="fold-title">{words.groups[group]}</span>
                {distillationGroups[group].some((key) => problems[key]) && <TriangleAlert className="fold-warning" aria-hidden />}
                <span className="fold-text number">{distillationGroupText(recipe, group)}</span>
              </summary>
              <div className="settings">
                {distillationGroups[group].map((key) => (
                  <DistillationField
                    key={key}
                    recipe={recipe}
                    field={key}
                    conflict={problems[key]}
                    onChange={(changed, value) =>
                      void changeRecipe(({ distillation }) => ({ distillation: { ...distillation, [changed]: value } }))
                    }
                  />
                ))}
              </div>
            </details>
          ))}
        </div>
      </fieldset>
    </Panel>
  );
}
