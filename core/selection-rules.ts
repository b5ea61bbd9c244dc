// Selection rules by name: what a reader of the paper would compare its margin with. Each is a change of the recipe and nothing else, so
// that all of them run through the same pipeline and end in the same table.
import { z } from "zod";
import { choiceFits, defaultDeltaChoice, PipelineRecipe, paperCentroids, usualChoices } from "./recipe.ts";

export const RuleName = z.enum([
  "margin",
  "fixmatch",
  "flexmatch",
  "ada-cm",
  "class-delta",
  "class-share",
  "cag",
  "agreement",
  "self-training",
]);
export type RuleName = z.infer<typeof RuleName>;

/** What a rule may change of a recipe. */
export const RuleRecipe = PipelineRecipe.pick({
  rule: true,
  deltaChoice: true,
  capPerClass: true,
  agreement: true,
  centroids: true,
  rounds: true,
  roundsFrom: true,
});
export type RuleRecipe = z.infer<typeof RuleRecipe>;

const changes: Record<RuleName, (recipe: PipelineRecipe) => Partial<RuleRecipe>> = {
  margin: () => ({}),
  fixmatch: () => ({ rule: "confidence", deltaChoice: { by: "delta", delta: usualChoices.flexmatch.tau } }),
  flexmatch: () => ({ rule: "confidence", deltaChoice: usualChoices.flexmatch }),
  "ada-cm": () => ({ rule: "confidence", deltaChoice: usualChoices["ada-cm"] }),
  "class-delta": () => ({ deltaChoice: usualChoices["class-delta"] }),
  "class-share": () => ({ deltaChoice: usualChoices["class-share"] }),
  cag: () => ({ centroids: { ...paperCentroids, anchors: "correct-anchors" } }),
  agreement: () => ({ agreement: true }),
  "self-training": ({ rounds }) => ({ rounds: Math.max(2, rounds) }),
};

/** The recipe of a rule. Those that are about the margin have the recipe's own choice of delta, where that is one delta of the margin rule. */
export function recipeOfRule(name: RuleName, recipe: PipelineRecipe): PipelineRecipe {
  const { rule, deltaChoice } = recipe;
  const isOfOneMargin = rule === "margin" && choiceFits(deltaChoice, rule) && !deltaChoice.by.startsWith("class-");
  const margin: Partial<RuleRecipe> = {
    rule: "margin",
    deltaChoice: isOfOneMargin ? deltaChoice : defaultDeltaChoice,
    agreement: false,
    centroids: paperCentroids,
    rounds: 1,
  };
  return { ...recipe, ...margin, ...changes[name](recipe) };
}
