// The options of `omnifer run`, from strings to a recipe.
import { parseArgs } from "node:util";
import { DasMode, type DasRecipe } from "../distillation/das-recipe.ts";
import type { DistillationRecipe } from "../distillation/distillation-recipe.ts";
import { type DeltaChoice, defaultDeltaChoice, type PipelineRecipe, SelectionRule } from "../recipe.ts";
import { refused as refusedOptions } from "./command-options.ts";
import { type LearnerOptions, learnerOptions, readLearnerOptions } from "./learner-options.ts";
import { optionValues } from "./option-values.ts";

export interface RunOptions extends LearnerOptions {
  /** Values of the recipe that only a whole run has. */
  mining: Pick<PipelineRecipe, "rule" | "deltaChoice" | "capPerClass">;
  /** Values of distillation and DAS that are given; null runs neither. */
  das: { distillation: Partial<DistillationRecipe>; das: Partial<DasRecipe> } | null;
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
    das: dasOf(values),
  };
}

/** Of --das. */
const dasOptions = { "outer-epochs": text, modes: text, orders: text, draws: text } as const;

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
        das: { type: "boolean" },
        ...dasOptions,
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

function dasOf(values: ReturnType<typeof parsed>): RunOptions["das"] {
  const given = (Object.keys(dasOptions) as (keyof typeof dasOptions)[]).filter((name) => values[name] !== undefined);
  if (!values.das) {
    if (given.length > 0) throw refused(`--${given[0]}`, "no --das", "it together with --das");
    return null;
  }
  const { "outer-epochs": outerEpochs, modes, orders, draws } = values;
  return {
    distillation: outerEpochs === undefined ? {} : { outerEpochs: wholeNumber("--outer-epochs", outerEpochs, 1, 1000) },
    das: {
      ...(modes !== undefined && { modes: modeList(modes) }),
      ...(orders !== undefined && { orders: wholeNumber("--orders", orders, 1, 20) }),
      ...(draws !== undefined && { randomDraws: wholeNumber("--draws", draws, 1, 50) }),
    },
  };
}

function modeList(value: string): DasMode[] {
  const modes = value.split(",").map((name) => oneOf(DasMode.options, "--modes", name.trim()));
  if (new Set(modes).size < modes.length) throw refused("--modes", `"${value}"`, "different modes");
  return modes;
}
