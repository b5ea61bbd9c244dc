// A selection that shows only what a test is about.
import type { Selection } from "../recipe.ts";

export const at = (delta: number, rest: Partial<Selection> = {}): Selection => ({
  rule: "margin",
  delta,
  deltaOfClass: [],
  capPerClass: null,
  agreement: false,
  ...rest,
});
