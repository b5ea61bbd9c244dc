// Every recipe of the project: the presets, which stay as they are, and the saved ones, which are copied, renamed and deleted here.
// Any two are compared below.
import { Copy, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { recipePresets, type TrainingRecipe } from "../../../core/recipe.ts";
import { IconButton } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { useIsReadOnly, useStores, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { CompareRecipes } from "./CompareRecipes.tsx";
import { RecipeNameForm } from "./RecipeNameForm.tsx";
import type { Naming } from "./recipe-name.ts";

interface RecipesDialogProps {
  /** What waits for a name when the dialog opens. */
  firstNaming: Naming | null;
  onClose(): void;
}

const words = strings.train.recipes;

export function RecipesDialog({ firstNaming, onClose }: RecipesDialogProps) {
  const project = useWorkbench((state) => state.project);
  const [naming, setNaming] = useState(firstNaming);
  if (!project) return null;
  const { recipe, savedRecipes } = project;
  const now = (["primitive", "retraining"] as const).map((part) => ({
    label: words.now(strings.train.recipe[part]),
    recipe: recipe[part],
  }));
  const named = [...recipePresets, ...savedRecipes].map((candidate) => ({ label: candidate.name, recipe: candidate }));
  return (
    <Dialog title={words.title} className="recipes-dialog" onClose={onClose}>
      {naming && <RecipeNameForm key={naming.title} naming={naming} onDone={() => setNaming(null)} />}
      <table className="table number">
        <caption className="visually-hidden">{words.list}</caption>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.kind}</th>
            <th scope="col">{words.epochs}</th>
            <th scope="col">{words.rate}</th>
            <th scope="col">{words.batch}</th>
            <th scope="col">{words.actions}</th>
          </tr>
        </thead>
        <tbody>
          {recipePresets.map((preset) => (
            <RecipeRow key={preset.name} recipe={preset} isPreset onName={setNaming} />
          ))}
          {savedRecipes.map((saved) => (
            <RecipeRow key={saved.name} recipe={saved} isPreset={false} onName={setNaming} />
          ))}
        </tbody>
      </table>
      <CompareRecipes candidates={[...now, ...named]} />
    </Dialog>
  );
}

interface RecipeRowProps {
  recipe: TrainingRecipe;
  isPreset: boolean;
  onName(naming: Naming): void;
}

function RecipeRow({ recipe, isPreset, onName }: RecipeRowProps) {
  const { client, workbench } = useStores();
  const isReadOnly = useIsReadOnly();
  const { name } = recipe;
  const remove = () => void workbench.getState().apply(client.request("recipes.remove", { name }));
  const stays = isPreset ? words.presetStays : undefined;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{isPreset ? words.preset : words.saved}</td>
      <td>{recipe.epochs}</td>
      <td>{recipe.learningRate}</td>
      <td>{recipe.batchSize}</td>
      <td className="row-actions">
        <IconButton
          icon={Copy}
          label={words.copy(name)}
          disabled={isReadOnly}
          onClick={() => onName({ title: words.nameOfCopy(name), recipe, replaces: null })}
        />
        <IconButton
          icon={Pencil}
          label={words.rename(name)}
          {...(stays && { hint: stays })}
          disabled={isPreset || isReadOnly}
          onClick={() => onName({ title: words.newNameOf(name), recipe, replaces: name })}
        />
        <IconButton
          icon={Trash2}
          label={words.remove(name)}
          hint={stays ?? words.undoHint}
          disabled={isPreset || isReadOnly}
          onClick={remove}
        />
      </td>
    </tr>
  );
}
