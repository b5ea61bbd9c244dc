// Every value of one training recipe, in groups of which all but the first are folded to one line.
import { TriangleAlert } from "lucide-react";
import type { TrainingRecipe } from "../../../core/recipe.ts";
import { useClasses } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { RecipeValueField } from "./RecipeValueField.tsx";
import { recipeGroupNames, recipeGroups, withValue } from "./recipe-fields.ts";
import { recipeProblems } from "./recipe-problems.ts";
import { groupText } from "./recipe-text.ts";

interface RecipeFormProps {
  recipe: TrainingRecipe;
  /** Presets and saved recipes: a recipe is called after the one whose values it has. */
  named: readonly TrainingRecipe[];
  onChange(change: (recipe: TrainingRecipe) => TrainingRecipe): void;
}

export function RecipeForm({ recipe, named, onChange }: RecipeFormProps) {
  const problems = recipeProblems(recipe, useClasses().length);
  return (
    <div className="folds">
      {recipeGroupNames.map((group) => (
        <details key={group} className="fold" open={group === "schedule"}>
          <summary className="fold-head">
            <span className="fold-title">{strings.train.recipe.groups[group]}</span>
            {recipeGroups[group].some((key) => problems[key]) && <TriangleAlert className="fold-warning" aria-hidden />}
            <span className="fold-text number">{groupText(recipe, group)}</span>
          </summary>
          <div className="settings">
            {recipeGroups[group].map((key) => (
              <RecipeValueField
                key={key}
                recipe={recipe}
                field={key}
                conflict={problems[key]}
                onChange={(changed, value) => onChange((now) => withValue(now, changed, value, named))}
              />
            ))}
          </div>
        </details>
      ))}
    </div>
  );
}
