// What the pipeline selects from the pool before anybody moved the threshold.
import { choiceFits, defaultDeltaChoice, type PipelineRecipe, SelectionRule } from "../../../core/recipe.ts";
import { DeltaChoiceFields } from "../../components/DeltaChoiceFields.tsx";
import { NumberField } from "../../components/NumberField.tsx";
import { Panel } from "../../components/Panel.tsx";
import { SelectField } from "../../components/SelectField.tsx";
import { formatCount } from "../../format.ts";
import { useIsReadOnly, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { SelectionOptions } from "./SelectionOptions.tsx";

export function FirstSelectionPanel({ recipe }: { recipe: PipelineRecipe }) {
  const isReadOnly = useIsReadOnly();
  const changeRecipe = useWorkbench((state) => state.changeRecipe);
  const change = (changes: Partial<PipelineRecipe>) => void changeRecipe(() => changes);
  const withRule = (rule: SelectionRule): Partial<PipelineRecipe> => ({
    rule,
    deltaChoice: choiceFits(recipe.deltaChoice, rule) ? recipe.deltaChoice : defaultDeltaChoice,
  });
  return (
    <Panel title={strings.train.selection}>
      <fieldset className="recipe recipe-grid" disabled={isReadOnly}>
        <SelectField
          label={strings.train.rule}
          value={recipe.rule}
          options={SelectionRule.options.map((value) => ({ value, label: strings.threshold.rules[value] }))}
          onChange={(rule) => change(withRule(rule))}
        />
        <NumberField
          label={strings.train.capPerClass}
          value={recipe.capPerClass}
          rule={{ min: 1, max: 1_000_000_000, isInteger: true, mayBeEmpty: true }}
          format={formatCount}
          placeholder={strings.train.noCap}
          onCommit={(capPerClass) => change({ capPerClass })}
        />
        <DeltaChoiceFields choice={recipe.deltaChoice} rule={recipe.rule} onChange={(deltaChoice) => change({ deltaChoice })} />
      </fieldset>
      <SelectionOptions recipe={recipe} onChange={change} />
    </Panel>
  );
}
