// The options of `omnifer run`, from strings to a recipe.
import { parseArgs } from "node:util";
import { DasMode, type DasRecipe } from "../distillation/das-recipe.ts";
import type { DistillationRecipe } from "../distillation/distillation-recipe.ts";
import { CentroidRecipe, PipelineRecipe } from "../recipe.ts";
import type { RuleRecipe } from "../selection-rules.ts";
import { refused as refusedOptions } from "./command-options.ts";
import { type LearnerOptions, learnerOptions, readLearnerOptions } from "./learner-options.ts";
import { optionValues } from "./option-values.ts";
import { readThresholdOptions, thresholdOptions } from "./threshold-options.ts";

export interface RunOptions extends LearnerOptions {
  /** Values of the recipe that only a whole run has. */
  mining: RuleRecipe;
  /** Values of distillation and DAS that are given; null runs neither. */
  das: { distillation: Partial<DistillationRecipe>; das: Partial<DasRecipe> } | null;
}

const { refused, oneOf, wholeNumber } = optionValues("run");
const text = { type: "string" } as const;

/** @throws InputError that names the option */
export function parseRunOptions(argv: string[]): RunOptions {
  const values = parsed(argv);
  return {
    ...readLearnerOptions("run", values),
    mining: {
      ...readThresholdOptions(values),
      capPerClass: values["cap-per-class"] === undefined ? null : wholeNumber("--cap-per-class", values["cap-per-class"], 1, 2 ** 31),
      agreement: values.agree ?? false,
      centroids: {
        anchors: `${oneOf(["all", "correct"], "--centroids", values.centroids ?? "all")}-anchors`,
        features: oneOf(CentroidRecipe.shape.features.options, "--centroid-features", values["centroid-features"] ?? "raw"),
      },
      rounds: values.rounds === undefined ? 1 : wholeNumber("--rounds", values.rounds, 1, 10),
      roundsFrom: oneOf(PipelineRecipe.shape.roundsFrom.unwrap().options, "--rounds-from", values["rounds-from"] ?? "primitive"),
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
        ...thresholdOptions,
        "cap-per-class": text,
        agree: { type: "boolean" },
        centroids: text,
        "centroid-features": text,
        rounds: text,
        "rounds-from": text,
        das: { type: "boolean" },
        ...dasOptions,
      },
    }).values;
  } catch (error) {
    throw refusedOptions("run", (error as Error).message, "the options of omnifer run");
  }
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
