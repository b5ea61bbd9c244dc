// The training recipe of the primitive learner or of the retraining: chosen, changed, saved. Each change is one undoable step.
import { BookMarked, ListChecks } from "lucide-react";
import { useState } from "react";
import { type PipelineRecipe, recipePresets } from "../../../core/recipe.ts";
import { Button } from "../../components/Button.tsx";
import { Panel } from "../../components/Panel.tsx";
import { Segmented } from "../../components/Segmented.tsx";
import { SelectField } from "../../components/SelectField.tsx";
import { useIsReadOnly, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { RecipeForm } from "./RecipeForm.tsx";
import { RecipesDialog } from "./RecipesDialog.tsx";
import { ownName, sameIn } from "./recipe-fields.ts";
import type { Naming } from "./recipe-name.ts";

const parts = ["primitive", "retraining"] as const;
const words = strings.train.recipe;

export function RecipePanel({ project }: { project: PipelineRecipe }) {
  const saved = useWorkbench((state) => state.project?.savedRecipes) ?? [];
  const isReadOnly = useIsReadOnly();
  const changeRecipe = useWorkbench((state) => state.changeRecipe);
  const [part, setPart] = useState<(typeof parts)[number]>("primitive");
  const [dialog, setDialog] = useState<{ naming: Naming | null } | null>(null);
  const recipe = project[part];
  const named = [...recipePresets, ...saved];
  const known = sameIn(named, recipe);
  const names = named.map(({ name }) => ({ value: name, label: name }));
  return (
    <Panel title={words.title} aside={<PartChoice part={part} onChange={setPart} />}>
      <div className="recipe">
        <div className="recipe-head">
          <SelectField
            label={words.choose}
            value={known?.name ?? ownName}
            isDisabled={isReadOnly}
            options={known ? names : [{ value: ownName, label: words.ownValues }, ...names]}
            onChange={(name) => {
              const chosen = named.find((candidate) => candidate.name === name);
              if (chosen) void changeRecipe(() => ({ [part]: chosen }));
            }}
          />
          {!known && (
            <Button
              icon={BookMarked}
              disabled={isReadOnly}
              onClick={() => setDialog({ naming: { title: strings.train.recipes.nameOfOwn, recipe: part, replaces: null } })}
            >
              {words.saveAs}
            </Button>
          )}
          <Button icon={ListChecks} onClick={() => setDialog({ naming: null })}>
            {words.manage}
          </Button>
        </div>
        <fieldset className="plain-fieldset" disabled={isReadOnly}>
          <RecipeForm
            key={part}
            recipe={recipe}
            named={named}
            onChange={(change) => void changeRecipe((now) => ({ [part]: change(now[part]) }))}
          />
        </fieldset>
      </div>
      {dialog && <RecipesDialog firstNaming={dialog.naming} onClose={() => setDialog(null)} />}
    </Panel>
  );
}

const PartChoice = ({ part, onChange }: { part: (typeof parts)[number]; onChange(part: (typeof parts)[number]): void }) => (
  <Segmented label={words.of} value={part} onChange={onChange} options={parts.map((value) => ({ value, label: words[value] }))} />
);
