import { describe, expect, it } from "vitest";
import { type DistillationRecipe, defaultDistillationRecipe, printedDistillationRecipe } from "./distillation-recipe.ts";
import { contradictionOf } from "./recipe-contradiction.ts";

describe("a recipe contradicts itself", () => {
  const usual = defaultDistillationRecipe;
  it.each<[string, DistillationRecipe, string | null]>([
    ["not as it is by default", usual, null],
    ["not as it is printed", printedDistillationRecipe, null],
    ["printed with several steps", { ...printedDistillationRecipe, gradientSteps: 2 }, "gradientSteps"],
    ["printed with repeats", { ...printedDistillationRecipe, repeats: 3 }, "repeats"],
    ["with the steps of a matching", { ...usual, method: "dm", gradientSteps: 2 }, "gradientSteps"],
    ["with nets that would all be the learner", { ...usual, nets: 2 }, "nets"],
    ["not with nets that are drawn", { ...usual, nets: 2, init: "random" }, null],
    ["not with a surrogate", { ...usual, surrogate: "smooth" }, null],
    ["not with a surrogate as printed", { ...printedDistillationRecipe, surrogate: "smooth" }, null],
    ["with the surrogate of a matching", { ...usual, method: "dm", surrogate: "smooth" }, "surrogate"],
    ["not with balanced batches", { ...usual, balanced: true }, null],
    ["not with balanced batches as printed", { ...printedDistillationRecipe, balanced: true }, null],
    ["with the batches of a matching", { ...usual, method: "dm", balanced: true }, "balanced"],
  ])("%s", (_, recipe, field) => {
    expect(contradictionOf(recipe)?.field ?? null).toBe(field);
  });
});
