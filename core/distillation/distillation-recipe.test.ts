import { describe, expect, it } from "vitest";
import { DistillationRecipe, defaultDistillationRecipe } from "./distillation-recipe.ts";

describe("a distillation recipe", () => {
  it("of an older project is what it was made with", () => {
    const { surrogate: _, balanced: __, ...older } = defaultDistillationRecipe;
    expect(DistillationRecipe.parse(older)).toEqual({ ...older, surrogate: "exact", balanced: false });
  });
});
