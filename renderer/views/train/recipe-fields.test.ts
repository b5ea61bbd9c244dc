import { describe, expect, it } from "vitest";
import { paperRecipe, scratchRecipe, shortRecipe, TrainingRecipe } from "../../../core/recipe.ts";
import { differingKeys, type NumberKey, numberFields, recipeGroups, sameIn, withValue } from "./recipe-fields.ts";

describe("a change of a recipe", () => {
  it("drops the name of the preset, and finds it again with its values", () => {
    const changed = withValue(scratchRecipe, "batchSize", 32);
    expect(changed).toMatchObject({ name: "custom", batchSize: 32, learningRate: 0.05 });
    expect(withValue(changed, "batchSize", 64).name).toBe("scratch");
  });

  it("takes the name of a saved recipe that has its values", () => {
    const mine = { ...scratchRecipe, name: "mine", rotation: 10 };
    expect(withValue(scratchRecipe, "rotation", 10, [scratchRecipe, mine]).name).toBe("mine");
  });

  it("keeps the proportion of the falls when the epochs change", () => {
    expect(withValue(paperRecipe, "epochs", 10)).toMatchObject({ epochs: 10, fallAfterEpochs: [4, 8] });
  });
});

describe("two recipes", () => {
  it("are the same by their values, not by their names", () => {
    expect(sameIn([paperRecipe, shortRecipe], { ...shortRecipe, name: "mine" })?.name).toBe("short");
    expect(sameIn([paperRecipe, shortRecipe], { ...shortRecipe, momentum: 0.8 })).toBeNull();
  });

  it("differ where their values do, in the order of the form", () => {
    const other = { ...scratchRecipe, name: "mine", classWeights: [1, 2], fallAfterEpochs: [5] };
    expect(differingKeys(scratchRecipe, other)).toEqual(["fallAfterEpochs", "classWeights"]);
  });
});

describe("the fields of a recipe", () => {
  const rules = Object.entries(numberFields).map(([key, { rule }]) => ({ key: key as NumberKey, rule }));

  it.each(rules)("$key takes what the contract takes, at both limits and not beyond", ({ key, rule }) => {
    const accepts = (value: number | null) => TrainingRecipe.safeParse({ ...scratchRecipe, [key]: value }).success;
    expect([accepts(rule.min), accepts(rule.max)]).toEqual([true, true]);
    expect([accepts(rule.max + 1), accepts(rule.min - 1)]).toEqual([false, false]);
    expect(accepts(null)).toBe(rule.mayBeEmpty ?? false);
  });

  it("are all values of a recipe but its name, each once", () => {
    const { name: _, ...values } = scratchRecipe;
    expect(Object.values(recipeGroups).flat().sort()).toEqual(Object.keys(values).sort());
  });

  it("are numbers where the recipe has numbers", () => {
    const numbers = Object.entries({ ...scratchRecipe, patience: 3 }).flatMap(([key, value]) => (typeof value === "number" ? [key] : []));
    expect(Object.keys(numberFields).sort()).toEqual(numbers.sort());
  });
});
