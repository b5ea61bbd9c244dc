import { describe, expect, it } from "vitest";
import { choiceFits, defaultPipelineRecipe, type PipelineRecipe } from "./recipe.ts";
import { RuleName, RuleRecipe, recipeOfRule } from "./selection-rules.ts";

describe("selection rules by name", () => {
  it("change nothing of a recipe that a rule may not change", () => {
    const ruleFields = new Set(Object.keys(RuleRecipe.shape));
    for (const name of RuleName.options) {
      const recipe = recipeOfRule(name, defaultPipelineRecipe);
      const changed = (Object.keys(recipe) as (keyof PipelineRecipe)[]).filter((key) => recipe[key] !== defaultPipelineRecipe[key]);
      expect(changed.filter((key) => !ruleFields.has(key))).toEqual([]);
      expect(choiceFits(recipe.deltaChoice, recipe.rule)).toBe(true);
    }
  });

  it("differ from each other", () => {
    const recipes = RuleName.options.map((name) => JSON.stringify(recipeOfRule(name, defaultPipelineRecipe)));
    expect(new Set(recipes).size).toBe(RuleName.options.length);
  });

  it("keep the project's own delta for the margin, unless it is of another kind", () => {
    const own: PipelineRecipe = { ...defaultPipelineRecipe, deltaChoice: { by: "target-count", count: 120 } };
    expect(recipeOfRule("cag", own).deltaChoice).toEqual({ by: "target-count", count: 120 });
    const flexmatch = recipeOfRule("flexmatch", own);
    expect(recipeOfRule("cag", flexmatch)).toMatchObject({ rule: "margin", deltaChoice: { by: "share", share: 0.3 } });
    expect(recipeOfRule("margin", recipeOfRule("self-training", own)).rounds).toBe(1);
    expect(recipeOfRule("self-training", { ...own, rounds: 3 }).rounds).toBe(3);
  });
});
