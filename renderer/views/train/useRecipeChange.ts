// A change of the project's recipe: saved at once, as one undoable step.
import type { PipelineRecipe } from "../../../core/recipe.ts";
import { useStores } from "../../stores/stores.tsx";

/** @returns saves some fields beside those that the recipe has by then */
export function useRecipeChange(): (changes: Partial<PipelineRecipe>) => void {
  const { client, workbench } = useStores();
  return (changes) => {
    const { project, apply } = workbench.getState();
    if (project) void apply(client.request("recipe.save", { recipe: { ...project.recipe, ...changes } }));
  };
}
