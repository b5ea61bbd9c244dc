// Values of a distillation recipe that are each allowed and make no sense together.
import type { DistillationRecipe } from "./distillation-recipe.ts";

export interface Contradiction {
  field: "gradientSteps" | "repeats" | "nets" | "surrogate" | "balanced";
  expected: string;
}

/** null for a recipe that holds together. */
export function contradictionOf({
  method,
  gradientSteps,
  repeats,
  nets,
  init,
  surrogate,
  balanced,
}: DistillationRecipe): Contradiction | null {
  const asPrinted = "1, as lines 6 to 9 are printed";
  if (method === "printed" && gradientSteps > 1) return { field: "gradientSteps", expected: asPrinted };
  if (method === "printed" && repeats > 1) return { field: "repeats", expected: asPrinted };
  if (method === "dm" && gradientSteps > 1) return { field: "gradientSteps", expected: "1: distribution matching makes no steps" };
  if (method === "dm" && surrogate === "smooth") {
    return { field: "surrogate", expected: "exact: distribution matching makes no steps, and matches the network's own features" };
  }
  if (method === "dm" && balanced) return { field: "balanced", expected: "false: distribution matching looks at each class by itself" };
  if (nets > 1 && init === "known")
    return { field: "nets", expected: "1 when they start from the known learner, or all would be the same" };
  return null;
}
