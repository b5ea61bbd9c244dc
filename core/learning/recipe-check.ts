// What a recipe asks of a network and of its training set that the fields alone cannot tell. Pure; told before anything is decoded.
import { InputError, type InputProblem } from "../errors.ts";
import type { Network } from "../networks/network.ts";
import type { TrainingRecipe } from "../recipe.ts";
import { parameterGroups } from "./parameter-groups.ts";

/** @throws InputError naming the field of the recipe that this network, these classes or its other fields do not allow */
export function requireUsable(recipe: TrainingRecipe, network: Network, classCount: number): void {
  const problem = prefixProblem(recipe, network, classCount) ?? classWeightProblem(recipe, classCount) ?? validationProblem(recipe);
  if (problem) throw new InputError({ file: `recipe "${recipe.name}"`, ...problem });
}

type Problem = Omit<InputProblem, "file"> | null;

function prefixProblem(recipe: TrainingRecipe, network: Network, classCount: number): Problem {
  const names = network.parameters(classCount).map(({ name }) => name);
  const layers = [...new Set(names.map((name) => name.slice(0, name.lastIndexOf("."))))].join(", ");
  const unmatched = recipe.frozenPrefixes.find((prefix) => !names.some((name) => name.startsWith(prefix)));
  if (unmatched !== undefined) {
    return {
      found: `"${unmatched}" in frozenPrefixes, which begins the name of no parameter of ${network.name}`,
      expected: `the beginning of one of its layers: ${layers}`,
      mend: "Correct the prefix, or remove it.",
    };
  }
  if (parameterGroups(network, classCount, recipe).length > 0) return null;
  return {
    found: `frozenPrefixes that leave nothing of ${network.name} to learn (${recipe.frozenPrefixes.join(", ")})`,
    expected: `at least one layer that learns, of ${layers}`,
    mend: `Remove a prefix; ${network.head} is the last layer.`,
  };
}

function classWeightProblem({ classWeights }: TrainingRecipe, classCount: number): Problem {
  if (typeof classWeights === "string" || classWeights.length === classCount) return null;
  return {
    found: `${classWeights.length} classWeights`,
    expected: `one for each of the ${classCount} classes`,
    mend: 'Give as many weights as classes, or "balanced" or "equal".',
  };
}

function validationProblem({ patience, keptEpoch, validationShare }: TrainingRecipe): Problem {
  const field = patience !== null ? `a patience of ${patience} epochs` : keptEpoch === "best" ? 'keptEpoch "best"' : null;
  if (field === null || validationShare > 0) return null;
  return {
    found: `${field} with a validationShare of 0`,
    expected: "a part of the anchors to choose the epoch on: the test set must choose nothing",
    mend: "Set validationShare to 0.1, say, or train every epoch and keep the last.",
  };
}

/**
 * @param heldOut  faces of the validation split
 * @throws InputError when so few are held out that there is no best epoch
 */
export function requireValidation(recipe: TrainingRecipe, heldOut: number): void {
  if (heldOut > 0 || (recipe.patience === null && recipe.keptEpoch === "last")) return;
  throw new InputError({
    file: `recipe "${recipe.name}"`,
    found: `a validationShare of ${recipe.validationShare}, which holds no face out`,
    expected: "at least one face to choose the epoch on",
    mend: "Raise validationShare, or train every epoch and keep the last.",
  });
}
