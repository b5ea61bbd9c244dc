import { describe, expect, it } from "vitest";
import { recipePresets, scratchRecipe } from "../../../core/recipe.ts";
import { recipeProblems } from "./recipe-problems.ts";

describe("values that make no sense together", () => {
  it.each(recipePresets)("are in no preset: $name", (preset) => {
    expect(recipeProblems(preset, 7)).toEqual({});
  });

  it.each([
    ["a smallest batch above the batch", { batchSize: 8, smallestBatch: 9 }, "smallestBatch"],
    ["more parts than images", { batchSize: 4, smallestBatch: 1, accumulationSteps: 5 }, "accumulationSteps"],
    ["a fall after the last epoch", { epochs: 10, fallAfterEpochs: [4, 10] }, "fallAfterEpochs"],
    ["patience without a validation split", { patience: 3 }, "patience"],
    ["a best epoch without a validation split", { keptEpoch: "best" as const }, "keptEpoch"],
    ["weights for other classes", { classWeights: [1, 2] }, "classWeights"],
  ])("are told at the field: %s", (_, values, field) => {
    expect(Object.keys(recipeProblems({ ...scratchRecipe, ...values }, 7))).toEqual([field]);
  });

  it("are none with a validation split, and with a weight for every class", () => {
    const recipe = { ...scratchRecipe, validationShare: 0.1, patience: 3, keptEpoch: "best" as const, classWeights: [1, 2] };
    expect(recipeProblems(recipe, 2)).toEqual({});
  });
});
