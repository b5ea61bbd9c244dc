import { describe, expect, it } from "vitest";
import {
  DistillationRecipe,
  defaultDistillationRecipe,
  printedDistillationRecipe,
} from "../../../core/distillation/distillation-recipe.ts";
import {
  type DistillationNumberKey,
  distillationGroups,
  distillationGroupText,
  distillationNumbers,
  distillationProblems,
  presetOf,
} from "./distillation-fields.ts";

describe("the fields of a distillation recipe", () => {
  const rules = Object.entries(distillationNumbers).map(([key, rule]) => ({ key: key as DistillationNumberKey, rule }));

  it.each(rules)("$key takes what the contract takes, at both limits and not beyond", ({ key, rule }) => {
    const accepts = (value: number) => DistillationRecipe.safeParse({ ...defaultDistillationRecipe, [key]: value }).success;
    expect([accepts(rule.min), accepts(rule.max)]).toEqual([true, true]);
    expect([accepts(rule.max + 1), accepts(rule.min - 1)]).toEqual([false, false]);
  });

  it("are all values of a recipe, each once", () => {
    expect(Object.values(distillationGroups).flat().sort()).toEqual(Object.keys(defaultDistillationRecipe).sort());
  });

  it("say what is folded away", () => {
    const recipe = { ...defaultDistillationRecipe, gradientSteps: 2, repeats: 5 };
    expect(distillationGroupText(recipe, "steps")).toBe("10 step sizes");
    expect(distillationGroupText({ ...recipe, surrogate: "smooth" }, "steps")).toBe("10 step sizes, smooth");
    expect(distillationGroupText({ ...recipe, balanced: true }, "schedule")).toBe("60 epochs, batch 64, balanced");
    expect(distillationGroupText(recipe, "source")).toBe("selected, Wang et al.");
  });
});

describe("a preset", () => {
  it("is known by its values, wherever the samples come from", () => {
    expect(presetOf({ ...printedDistillationRecipe, source: "anchor" })).toBe("printed");
    expect(presetOf(defaultDistillationRecipe)).toBe("default");
    expect(presetOf({ ...defaultDistillationRecipe, startStep: 0.02 })).toBeNull();
  });
});

describe("values that do not go together", () => {
  it("are told at the field that would have to change", () => {
    expect(distillationProblems(defaultDistillationRecipe)).toEqual({});
    expect(distillationProblems(printedDistillationRecipe)).toEqual({});
    const printed = { ...printedDistillationRecipe, gradientSteps: 2, repeats: 3 };
    expect(Object.keys(distillationProblems(printed))).toEqual(["gradientSteps", "repeats"]);
    expect(Object.keys(distillationProblems({ ...defaultDistillationRecipe, nets: 4 }))).toEqual(["nets"]);
    expect(distillationProblems({ ...defaultDistillationRecipe, nets: 4, init: "random-head" })).toEqual({});
    const [both, matching] = [{ surrogate: "smooth", balanced: true } as const, { ...defaultDistillationRecipe, method: "dm" } as const];
    expect(distillationProblems({ ...defaultDistillationRecipe, ...both })).toEqual({});
    expect(distillationProblems(matching)).toEqual({});
    expect(Object.keys(distillationProblems({ ...matching, ...both }))).toEqual(["surrogate", "balanced"]);
  });
});
