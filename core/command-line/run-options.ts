// The options of `omnifer run`, from strings to a recipe. Every refusal names the option, what was given and what is allowed.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { InputError } from "../errors.ts";
import { inputSizes } from "../networks/input-sizes.ts";
import {
  type DeltaChoice,
  defaultDeltaChoice,
  defaultRecipes,
  NetworkName,
  networkNames,
  type PipelineRecipe,
  paperRecipe,
  retrainingRecipeFor,
  SelectionRule,
  scratchRecipe,
  transferRecipe,
  usualStarts,
  withEpochs,
} from "../recipe.ts";

export interface RunOptions {
  projectDirectory: string;
  dataDirectory: string | null;
  classes: string[] | null;
  recipe: PipelineRecipe;
  json: boolean;
}

const primitiveRecipes = { paper: paperRecipe, scratch: scratchRecipe, transfer: transferRecipe };

/** @throws InputError that names the option */
export function parseRunOptions(argv: string[]): RunOptions {
  const values = parsed(argv);
  if (values.project === undefined) throw refused("--project", "nothing", "a project folder");
  const network = oneOf(NetworkName.options, "--network", values.network ?? networkNames[0]);
  const recipeName =
    values.recipe === undefined
      ? null
      : oneOf(Object.keys(primitiveRecipes) as (keyof typeof primitiveRecipes)[], "--recipe", values.recipe);
  const primitive = recipeName ? primitiveRecipes[recipeName] : defaultRecipes[network].primitive;
  const retraining = retrainingRecipeFor(network, primitive);
  return {
    projectDirectory: resolve(values.project),
    dataDirectory: values.data === undefined ? null : resolve(values.data),
    classes: values.classes === undefined ? null : classList(values.classes),
    recipe: {
      network,
      inputSize: inputSizes[network].usual,
      start: usualStarts[network],
      miningPrecision: "float32",
      primitive: values.epochs === undefined ? primitive : withEpochs(primitive, wholeNumber("--epochs", values.epochs, 1, 1000)),
      retraining:
        values["retrain-epochs"] === undefined
          ? retraining
          : withEpochs(retraining, wholeNumber("--retrain-epochs", values["retrain-epochs"], 1, 1000)),
      rule: oneOf(SelectionRule.options, "--rule", values.rule ?? "margin"),
      deltaChoice: deltaChoice(values),
      capPerClass: values["cap-per-class"] === undefined ? null : wholeNumber("--cap-per-class", values["cap-per-class"], 1, 2 ** 31),
      seed: values.seed === undefined ? 1 : wholeNumber("--seed", values.seed, 0, 2 ** 31 - 1),
    },
    json: values.json ?? false,
  };
}

const text = { type: "string" } as const;

function parsed(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      options: {
        project: text,
        data: text,
        network: text,
        recipe: text,
        epochs: text,
        "retrain-epochs": text,
        seed: text,
        rule: text,
        delta: text,
        "target-count": text,
        share: text,
        precision: text,
        "cap-per-class": text,
        classes: text,
        json: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    throw new InputError(
      { file: "command line", found: (error as Error).message, expected: "the options of omnifer run", mend: "Try: omnifer run --help" },
      { cause: error },
    );
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

function classList(value: string): string[] {
  const classes = value.split(",").map((name) => name.trim());
  if (classes.length < 2 || classes.includes("") || new Set(classes).size < classes.length)
    throw refused("--classes", `"${value}"`, "two or more different names, separated by commas");
  return classes;
}

function oneOf<T extends string>(allowed: readonly T[], option: string, value: string): T {
  const found = allowed.find((name) => name === value);
  if (found === undefined) throw refused(option, `"${value}"`, allowed.join(" or "));
  return found;
}

function wholeNumber(option: string, value: string, least: number, most: number): number {
  const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= least && number <= most)) throw refused(option, `"${value}"`, `a whole number from ${least} to ${most}`);
  return number;
}

function fraction(option: string, value: string, least: number, most: number): number {
  const number = value.trim() === "" ? Number.NaN : Number(value);
  if (!(number >= least && number <= most)) throw refused(option, `"${value}"`, `a number from ${least} to ${most}`);
  return number;
}

function positiveFraction(option: string, value: string): number {
  const number = fraction(option, value, 0, 1);
  if (number === 0) throw refused(option, `"${value}"`, "a number above 0, at most 1");
  return number;
}

function refused(option: string, found: string, expected: string): InputError {
  return new InputError({ file: option, found, expected, mend: "Try: omnifer run --help" });
}
