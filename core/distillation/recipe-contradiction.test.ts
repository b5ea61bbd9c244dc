import { describe, expect, it } from "vitest";
import { type DistillationRecipe, defaultDistillationRecipe, printedDistillationRecipe } from "./distillation-recipe.ts";
import { contradictionsOf } from "./recipe-contradiction.ts";

describe("a recipe contradicts itself", () => {
  const usual = defaultDistillationRecipe;
  it.each<[string, DistillationRecipe, string[]]>([
    ["not as it is by default", usual, []],
    ["not as it is printed", printedDistillationRecipe, []],
    ["printed with several steps", { ...printedDistillationRecipe, gradientSteps: 2 }, ["gradientSteps"]],
    ["printed with repeats", { ...printedDistillationRecipe, repeats: 3 }, ["repeats"]],
    ["with the steps of a matching", { ...usual, method: "dm", gradientSteps: 2 }, ["gradientSteps"]],
    ["with nets that would all be the learner", { ...usual, nets: 2 }, ["nets"]],
    ["not with nets that are drawn", { ...usual, nets: 2, init: "random" }, []],
    ["not with a surrogate", { ...usual, surrogate: "smooth" }, []],
    ["not with a surrogate as printed", { ...printedDistillationRecipe, surrogate: "smooth" }, []],
    ["with the surrogate of a matching", { ...usual, method: "dm", surrogate: "smooth" }, ["surrogate"]],
    ["not with balanced batches", { ...usual, balanced: true }, []],
    ["not with balanced batches as printed", { ...printedDistillationRecipe, balanced: true }, []],
    ["with the batches of a matching", { ...usual, method: "dm", balanced: true }, ["balanced"]],
    ["in two places", { ...printedDistillationRecipe, gradientSteps: 2, repeats: 3 }, ["gradientSteps", "repeats"]],
  ])("%s", (_, recipe, fields) => {
    expect(contradictionsOf(recipe).map(({ field }) => field)).toEqual(fields);
  });
});
