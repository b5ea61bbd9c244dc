// Values of a distillation recipe that are each allowed and make no sense together: the rules, for command line, engine and window alike. Pure.
import type { DistillationRecipe } from "./distillation-recipe.ts";

const rules = {
  printedSteps: {
    field: "gradientSteps",
    expected: "1, as lines 6 to 9 are printed",
    isBroken: ({ method, gradientSteps }) => method === "printed" && gradientSteps > 1,
  },
  printedRepeats: {
    field: "repeats",
    expected: "1, as lines 6 to 9 are printed",
    isBroken: ({ method, repeats }) => method === "printed" && repeats > 1,
  },
  matching: {
    field: "gradientSteps",
    expected: "1: distribution matching makes no steps",
    isBroken: ({ method, gradientSteps }) => method === "dm" && gradientSteps > 1,
  },
  matchingSurrogate: {
    field: "surrogate",
    expected: "exact: distribution matching makes no steps, and matches the network's own features",
    isBroken: ({ method, surrogate }) => method === "dm" && surrogate === "smooth",
  },
  matchingBalanced: {
    field: "balanced",
    expected: "false: distribution matching looks at each class by itself",
    isBroken: ({ method, balanced }) => method === "dm" && balanced,
  },
  nets: {
    field: "nets",
    expected: "1 when they start from the known learner, or all would be the same",
    isBroken: ({ nets, init }) => nets > 1 && init === "known",
  },
} as const satisfies Record<string, Rule>;

interface Rule {
  field: keyof DistillationRecipe;
  expected: string;
  isBroken(recipe: DistillationRecipe): boolean;
}

type RuleName = keyof typeof rules;
const ruleNames = Object.keys(rules) as RuleName[];

export interface Contradiction {
  rule: RuleName;
  field: (typeof rules)[RuleName]["field"];
  expected: string;
}

/** At most one a field; none for a recipe that holds together. */
export const contradictionsOf = (recipe: DistillationRecipe): Contradiction[] =>
  ruleNames
    .filter((rule) => rules[rule].isBroken(recipe))
    .map((rule) => ({ rule, field: rules[rule].field, expected: rules[rule].expected }));
