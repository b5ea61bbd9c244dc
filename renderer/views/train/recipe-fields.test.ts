import { describe, expect, it } from "vitest";
import { paperRecipe, scratchRecipe, shortRecipe, TrainingRecipe } from "../../../core/recipe.ts";
import { presetOf, recipeFields, withValue } from "./recipe-fields.ts";

describe("a change of a recipe", () => {
  it("drops the name of the preset, and finds it again with its values", () => {
    const changed = withValue(scratchRecipe, "batchSize", 32);
    expect(changed).toMatchObject({ name: "custom", batchSize: 32, learningRate: 0.05 });
    expect(withValue(changed, "batchSize", 64).name).toBe("scratch");
  });

  it("keeps the proportion of the falls when the epochs change", () => {
    expect(withValue(paperRecipe, "epochs", 10)).toMatchObject({ epochs: 10, fallAfterEpochs: [4, 8] });
  });

  it("recognises a preset by its values, not by its name", () => {
    expect(presetOf({ ...shortRecipe, name: "mine" })?.name).toBe("short");
    expect(presetOf({ ...shortRecipe, momentum: 0.8 })).toBeNull();
  });
});

describe("the fields of a recipe", () => {
  it.each(recipeFields)("$key takes what the contract takes, at both limits and not beyond", ({ key, rule }) => {
    const accepts = (value: number) => TrainingRecipe.safeParse({ ...scratchRecipe, [key]: value }).success;
    expect([accepts(rule.min), accepts(rule.max)]).toEqual([true, true]);
    expect([accepts(rule.max + 1), accepts(rule.min - 1)]).toEqual([false, false]);
  });

  it("are all numbers of a recipe", () => {
    const numbers = Object.entries(scratchRecipe).flatMap(([key, value]) => (typeof value === "number" ? [key] : []));
    expect(recipeFields.map(({ key }) => key).sort()).toEqual(numbers.sort());
  });
});
