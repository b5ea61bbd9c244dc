// The parts of a data set in the order of the story.
import { Split } from "../../../core/contract/dataset-summary.ts";

export const splits = Split.options;

export const splitColour: Record<Split, string> = {
  anchor: "var(--split-anchor)",
  pool: "var(--split-pool)",
  test: "var(--split-test)",
};
