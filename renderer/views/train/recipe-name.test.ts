import { describe, expect, it } from "vitest";
import { scratchRecipe } from "../../../core/recipe.ts";
import { freeName, nameProblem } from "./recipe-name.ts";

const saved = ["mine", "paper 2"].map((name) => ({ ...scratchRecipe, name }));

describe("the name of a saved recipe", () => {
  it.each([
    ["", "A name is needed."],
    ["a".repeat(41), "At most 40 letters."],
    ["paper", "There is a recipe called “paper” already."],
    ["mine", "There is a recipe called “mine” already."],
    ["custom", "There is a recipe called “custom” already."],
    ["other", null],
  ])("%j: %s", (name, problem) => {
    expect(nameProblem(name, saved, null)).toBe(problem);
  });

  it("may stay when the recipe is renamed", () => {
    expect(nameProblem("mine", saved, "mine")).toBeNull();
  });

  it("of a copy is the next one that is free", () => {
    expect(freeName("paper", saved)).toBe("paper 3");
    expect(freeName("paper 2", saved)).toBe("paper 3");
    expect(freeName("mine", saved)).toBe("mine 2");
    expect(freeName("new", saved)).toBe("new");
  });
});
