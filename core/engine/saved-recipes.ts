// Training recipes that a project keeps under their names, besides the presets. Saving and removing can be undone.
import { InputError, WorkbenchError } from "../errors.ts";
import { recipePresets, type TrainingRecipe } from "../recipe.ts";
import type { EngineContext } from "./context.ts";

export const savedRecipesOf = ({ project }: EngineContext): TrainingRecipe[] => project.store.settings.get("savedRecipes") ?? [];

/**
 * Saves a recipe, in the place of the one called `replaces`, if any; a rename is both.
 *
 * @throws InputError when another recipe has its name
 */
export function saveRecipe(context: EngineContext, recipe: TrainingRecipe, replaces: string | null): void {
  const others = savedRecipesOf(context).filter(({ name }) => name !== replaces);
  if ([...recipePresets, ...others].some(({ name }) => name === recipe.name)) {
    throw new InputError({
      file: "recipe",
      found: `the name "${recipe.name}" a second time`,
      expected: "a name that no other recipe has",
      mend: "Give it another name.",
    });
  }
  const place = savedRecipesOf(context).findIndex(({ name }) => name === replaces);
  const recipes = place < 0 ? [...others, recipe] : [...others.slice(0, place), recipe, ...others.slice(place)];
  context.project.store.history.changeSetting(`recipe "${recipe.name}"`, "savedRecipes", recipes);
}

/** @throws WorkbenchError `not-found` */
export function removeRecipe(context: EngineContext, name: string): void {
  const recipes = savedRecipesOf(context);
  const left = recipes.filter((recipe) => recipe.name !== name);
  if (left.length === recipes.length) throw new WorkbenchError("not-found", `There is no saved recipe "${name}".`);
  context.project.store.history.changeSetting(`removal of the recipe "${name}"`, "savedRecipes", left);
}
