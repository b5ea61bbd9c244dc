// The options of `omnifer run`, from strings to a recipe.
import { parseArgs } from "node:util";
import { type DeltaChoice, defaultDeltaChoice, type PipelineRecipe, SelectionRule } from "../recipe.ts";
import { refused as refusedOptions } from "./command-options.ts";
import { type LearnerOptions, learnerOptions, readLearnerOptions } from "./learner-options.ts";
import { optionValues } from "./option-values.ts";

export interface RunOptions extends LearnerOptions {
  /** Values of the recipe that only a whole run has. */
  mining: Pick<PipelineRecipe, "rule" | "deltaChoice" | "capPerClass">;
}

const { refused, oneOf, wholeNumber, fraction, positiveFraction } = optionValues("run");
const text = { type: "string" } as const;

/** @throws InputError that names the option */
export function parseRunOptions(argv: string[]): RunOptions {
  const values = parsed(argv);
  return {
    ...readLearnerOptions("run", values),
    mining: {
      rule: oneOf(SelectionRule.options, "--rule", values.rule ?? "margin"),
      deltaChoice: deltaChoice(values),
      capPerClass: values["cap-per-class"] === undefined ? null : wholeNumber("--cap-per-class", values["cap-per-class"], 1, 2 ** 31),
    },
  };
}

function parsed(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      options: {
        ...learnerOptions,
        rule: text,
        delta: text,
        "target-count": text,
        share: text,
        precision: text,
        "cap-per-class": text,
      },
    }).values;
  } catch (error) {
    throw refusedOptions("run", (error as Error).message, "the options of omnifer run");
  }
}

function deltaChoice(values: ReturnType<typeof parsed>): DeltaChoice {
  const given = (["delta", "target-count", "share", "precision"] as const).filter((name) => values[name] !== undefined);
  if (given.length > 1) throw refused(given.map((name) => `--${name}`).join(" and "), "both", "one way to set the threshold");
  if (values.delta !== undefined) return { by: "delta", delta: fraction("--delta", values.delta, 0, 2) };
  if (values["target-count"] !== undefined)
    return { by: "target-count", count: wholeNumber("--target-count", values["target-count"], 1, 2 ** 31) };
  if (values.share !== undefined) return { by: "share", share: positiveFraction("--share", values.share) };
  if (values.precision !== undefined) return { by: "precision", precision: positiveFraction("--precision", values.precision) };
  return defaultDeltaChoice;
}
