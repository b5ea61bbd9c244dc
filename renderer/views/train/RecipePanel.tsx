// Every value of the pipeline's recipe. Each change is saved as one undoable step.
import type { PipelineRecipe } from "../../../core/recipe.ts";
import { NetworkName, SelectionRule } from "../../../core/recipe.ts";
import { NumberField } from "../../components/NumberField.tsx";
import { Panel } from "../../components/Panel.tsx";
import { SelectField } from "../../components/SelectField.tsx";
import { formatCount } from "../../format.ts";
import { useIsReadOnly, useStores, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { DeltaChoiceFields } from "./DeltaChoiceFields.tsx";
import { TrainingRecipeFields } from "./TrainingRecipeFields.tsx";

const largestSeed = 2 ** 31 - 1;

export function RecipePanel() {
  const { client, workbench } = useStores();
  const recipe = useWorkbench((state) => state.project?.recipe);
  const isReadOnly = useIsReadOnly();
  if (!recipe) return null;
  const change = (changes: Partial<PipelineRecipe>) =>
    void workbench.getState().apply(client.request("recipe.save", { recipe: { ...recipe, ...changes } }));
  return (
    <Panel title={strings.train.recipe} hint={strings.train.recipeHint}>
      <fieldset className="recipe" disabled={isReadOnly}>
        <div className="recipe-row">
          <SelectField
            label={strings.train.network}
            value={recipe.network}
            options={NetworkName.options.map((value) => ({ value, label: strings.train.networks[value] }))}
            onChange={(network) => change({ network })}
          />
          <NumberField
            label={strings.train.seed}
            value={recipe.seed}
            rule={{ min: 0, max: largestSeed, isInteger: true }}
            onCommit={(seed) => seed !== null && change({ seed })}
          />
        </div>
        <TrainingRecipeFields title={strings.train.primitive} recipe={recipe.primitive} onChange={(primitive) => change({ primitive })} />
        <TrainingRecipeFields
          title={strings.train.retraining}
          recipe={recipe.retraining}
          onChange={(retraining) => change({ retraining })}
        />
        <section className="recipe-part" aria-label={strings.train.selection}>
          <h3>{strings.train.selection}</h3>
          <div className="recipe-grid">
            <SelectField
              label={strings.train.rule}
              value={recipe.rule}
              options={SelectionRule.options.map((value) => ({ value, label: strings.threshold.rules[value] }))}
              onChange={(rule) => change({ rule })}
            />
            <NumberField
              label={strings.train.capPerClass}
              value={recipe.capPerClass}
              rule={{ min: 1, max: 1_000_000_000, isInteger: true, mayBeEmpty: true }}
              format={formatCount}
              placeholder={strings.train.noCap}
              onCommit={(capPerClass) => change({ capPerClass })}
            />
            <DeltaChoiceFields choice={recipe.deltaChoice} onChange={(deltaChoice) => change({ deltaChoice })} />
          </div>
        </section>
      </fieldset>
    </Panel>
  );
}
