// The options of `omnifer distill`, from strings to a recipe.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import {
  DistillationInit,
  DistillationMethod,
  type DistillationRecipe,
  DistillationSource,
  DistillationStart,
  DistillationSurrogate,
  defaultDistillationRecipe,
  printedDistillationRecipe,
} from "../distillation/distillation-recipe.ts";
import { type Contradiction, contradictionsOf } from "../distillation/recipe-contradiction.ts";
import { refused as refusedOptions } from "./command-options.ts";
import { optionValues } from "./option-values.ts";

export interface DistillOptions {
  projectDirectory: string;
  /** A file to import in the place of a distillation. */
  importFile: string | null;
  /** The learner; null is the current one. */
  runId: string | null;
  recipe: DistillationRecipe;
  /** null is that of the project's recipe. */
  seed: number | null;
  json: boolean;
}

const { refused, oneOf, wholeNumber, positiveFraction } = optionValues("distill");
const text = { type: "string" } as const;

/** What a distillation takes, and an import does not. */
const recipeOptions = {
  run: text,
  source: text,
  "images-per-class": text,
  steps: text,
  repeats: text,
  "outer-epochs": text,
  "checkpoint-every": text,
  nets: text,
  "real-batch": text,
  "start-step": text,
  init: text,
  start: text,
  method: text,
  surrogate: text,
  balanced: { type: "boolean" },
  seed: text,
} as const;

/** @throws InputError that names the option */
export function parseDistillOptions(argv: string[]): DistillOptions {
  const values = parsed(argv);
  if (values.project === undefined) throw refused("--project", "nothing", "a project folder");
  if (values.import !== undefined) {
    const other = Object.keys(recipeOptions).find((name) => values[name as keyof typeof recipeOptions] !== undefined);
    if (other) throw refused(`--import and --${other}`, "both", "images to import, or a recipe to distil with");
  }
  return {
    projectDirectory: resolve(values.project),
    importFile: values.import === undefined ? null : resolve(values.import),
    runId: values.run ?? null,
    recipe: recipeOf(values),
    seed: values.seed === undefined ? null : wholeNumber("--seed", values.seed, 0, 2 ** 31 - 1),
    json: values.json ?? false,
  };
}

function parsed(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: { project: text, import: text, json: { type: "boolean" }, ...recipeOptions } }).values;
  } catch (error) {
    throw refusedOptions("distill", (error as Error).message, "the options of omnifer distill");
  }
}

const optionOf: Record<Contradiction["field"], string> = {
  gradientSteps: "--steps",
  repeats: "--repeats",
  nets: "--nets",
  surrogate: "--surrogate",
  balanced: "--balanced",
};

type TextOption = Exclude<keyof typeof recipeOptions, "balanced">;

/** The preset of the method with the values that are given. */
function recipeOf(values: ReturnType<typeof parsed>): DistillationRecipe {
  const count = (name: TextOption, usual: number, most: number) =>
    values[name] === undefined ? usual : wholeNumber(`--${name}`, values[name], 1, most);
  const choice = <T extends string>(allowed: readonly T[], name: TextOption, usual: T) =>
    values[name] === undefined ? usual : oneOf(allowed, `--${name}`, values[name]);
  const method = choice(DistillationMethod.options, "method", "wang");
  const usual = method === "printed" ? printedDistillationRecipe : defaultDistillationRecipe;
  const recipe: DistillationRecipe = {
    ...usual,
    method,
    source: choice(DistillationSource.options, "source", usual.source),
    imagesPerClass: count("images-per-class", usual.imagesPerClass, 50),
    gradientSteps: count("steps", usual.gradientSteps, 50),
    repeats: count("repeats", usual.repeats, 50),
    outerEpochs: count("outer-epochs", usual.outerEpochs, 1000),
    checkpointEvery: count("checkpoint-every", usual.checkpointEvery, 1000),
    nets: count("nets", usual.nets, 16),
    realBatch: count("real-batch", usual.realBatch, 4096),
    startStep: values["start-step"] === undefined ? usual.startStep : positiveFraction("--start-step", values["start-step"]),
    init: choice(DistillationInit.options, "init", usual.init),
    start: choice(DistillationStart.options, "start", usual.start),
    surrogate: choice(DistillationSurrogate.options, "surrogate", usual.surrogate),
    balanced: values.balanced ?? usual.balanced,
  };
  const [contradiction] = contradictionsOf(recipe);
  if (contradiction) throw refused(optionOf[contradiction.field], String(recipe[contradiction.field]), contradiction.expected);
  return recipe;
}
