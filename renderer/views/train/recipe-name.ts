// Names under which recipes are saved: which one is refused and why, and one that is free.
import { recipePresets, type TrainingRecipe } from "../../../core/recipe.ts";
import { strings } from "../../strings.ts";
import { ownName } from "./recipe-fields.ts";

/** A recipe that waits for its name. */
export interface Naming {
  /** What is asked. */
  title: string;
  /** A recipe that has a name by now, or the project's own values, which may still change while their name is typed. */
  recipe: TrainingRecipe | "primitive" | "retraining";
  /** The recipe that is renamed. */
  replaces: string | null;
}

const longest = 40;

/** @param replaces  the recipe that is renamed, whose name is free for itself */
export function nameProblem(name: string, saved: readonly TrainingRecipe[], replaces: string | null): string | null {
  const { nameMissing, nameTooLong, nameTaken } = strings.train.recipes;
  if (name === "") return nameMissing;
  if (name.length > longest) return nameTooLong;
  const taken = [...recipePresets, ...saved].some((recipe) => recipe.name === name && name !== replaces);
  return taken || name === ownName ? nameTaken(name) : null;
}

/** The name itself while it is free; else "paper 2", or the next number. */
export function freeName(name: string, saved: readonly TrainingRecipe[]): string {
  if (nameProblem(name, saved, null) === null) return name;
  const stem = name.replace(/ \d+$/, "").slice(0, longest - 4);
  for (let number = 2; ; number++) {
    const candidate = `${stem} ${number}`;
    if (nameProblem(candidate, saved, null) === null) return candidate;
  }
}
