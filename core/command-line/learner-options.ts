// What `omnifer run` and `omnifer train` ask alike: project, data, network, weights, recipe and seed.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { splits } from "../datasets/sample-table.ts";
import type { SetsOfRoles } from "../datasets/set-choice.ts";
import { InputError } from "../errors.ts";
import { inputSizes } from "../networks/input-sizes.ts";
import type { WeightsReading } from "../networks/weights/weights-reading.ts";
import {
  defaultRecipes,
  type NetworkName,
  networkNames,
  type PipelineRecipe,
  recipePresets,
  retrainingRecipeFor,
  type StartWeights,
  TrainingRecipe,
  usualStarts,
  withEpochs,
} from "../recipe.ts";
import { optionValues } from "./option-values.ts";
import { readingOptions, readReadingOptions } from "./reading-options.ts";
import { readSetOptions, type SetValues, setOptions } from "./set-options.ts";

const text = { type: "string" } as const;

/** For parseArgs: what both take, and what only the whole pipeline does. */
export const trainOptions = {
  project: text,
  data: text,
  ...setOptions,
  classes: text,
  ...readingOptions,
  weights: text,
  "from-seed": { type: "boolean" },
  size: text,
  recipe: text,
  epochs: text,
  seed: text,
  json: { type: "boolean" },
} as const;
export const learnerOptions = { ...trainOptions, "retrain-epochs": text, bfloat16: { type: "boolean" } } as const;

export type LearnerValues = SetValues & {
  [K in Exclude<keyof typeof learnerOptions, keyof SetValues>]?: (typeof learnerOptions)[K]["type"] extends "boolean" ? boolean : string;
};

export interface LearnerOptions {
  projectDirectory: string;
  dataDirectory: string | null;
  /** A data set that is put together from others, in the place of `dataDirectory`. */
  sets: SetsOfRoles | null;
  classes: string[] | null;
  /** A file of pretrained weights to import first. */
  weights: ({ file: string } & WeightsReading) | null;
  /**
   * The recipe, once the project is open.
   *
   * @param saved     the project's recipes
   * @param imported  the weights that `weights` became
   */
  recipe(saved: readonly TrainingRecipe[], imported: { weightsId: string; network: NetworkName } | null): LearnerRecipe;
  json: boolean;
}

export type LearnerRecipe = Pick<
  PipelineRecipe,
  "network" | "inputSize" | "start" | "primitive" | "retraining" | "seed" | "miningPrecision"
>;

/** @throws InputError that names the option */
export function readLearnerOptions(command: string, values: LearnerValues): LearnerOptions {
  const { refused, wholeNumber } = optionValues(command);
  if (values.project === undefined) throw refused("--project", "nothing", "a project folder");
  if (values.weights !== undefined && values["from-seed"]) throw refused("--weights and --from-seed", "both", "one start");
  const sets = readSetOptions(command, values, splits);
  if (values.data !== undefined && sets !== null) throw refused("--data and --anchor", "both", "one data set");
  const reading = readReadingOptions(command, values);
  const { network } = reading;
  if (values.weights === undefined && (reading.channelOrder !== null || reading.normalisation !== null))
    throw refused("--channel-order, --mean and --std", "no --weights", "the file that they are about");
  const seed = values.seed === undefined ? 1 : wholeNumber("--seed", values.seed, 0, 2 ** 31 - 1);
  const epochs = values.epochs === undefined ? null : wholeNumber("--epochs", values.epochs, 1, 1000);
  const retrainEpochs = values["retrain-epochs"] === undefined ? null : wholeNumber("--retrain-epochs", values["retrain-epochs"], 1, 1000);
  const asked = values.recipe?.endsWith(".json") ? recipeOfFile(values.recipe) : (values.recipe ?? null);
  const sizeOf = (name: NetworkName): number => {
    const { usual, smallest, largest } = inputSizes[name];
    return values.size === undefined ? usual : wholeNumber("--size", values.size, smallest, largest);
  };
  const weights = values.weights === undefined ? null : { file: resolve(values.weights), ...reading };
  if (weights === null) sizeOf(network ?? networkNames[0]); // before anything is imported
  return {
    projectDirectory: resolve(values.project),
    dataDirectory: values.data === undefined ? null : resolve(values.data),
    sets,
    classes: values.classes === undefined ? null : classList(values.classes),
    weights,
    recipe: (saved, imported) => {
      const name = imported?.network ?? network ?? networkNames[0];
      const primitive = typeof asked === "string" ? named(asked, saved) : (asked ?? defaultRecipes[name].primitive);
      const retraining = retrainingRecipeFor(name, primitive);
      return {
        network: name,
        inputSize: sizeOf(name),
        start: startFor(name, imported),
        primitive: epochs === null ? primitive : withEpochs(primitive, epochs),
        retraining: retrainEpochs === null ? retraining : withEpochs(retraining, retrainEpochs),
        seed,
        miningPrecision: values.bfloat16 ? "bfloat16" : "float32",
      };
    },
    json: values.json ?? false,
  };

  function startFor(name: NetworkName, imported: { weightsId: string } | null): StartWeights {
    if (values["from-seed"]) return { from: "seed" };
    return imported ? { from: "weights", weightsId: imported.weightsId } : usualStarts[name];
  }

  function named(recipeName: string, saved: readonly TrainingRecipe[]): TrainingRecipe {
    const known = [...recipePresets, ...saved];
    const found = known.find((recipe) => recipe.name === recipeName);
    if (found) return found;
    throw refused("--recipe", `"${recipeName}"`, `${known.map((recipe) => recipe.name).join(" or ")}, or a .json file`);
  }

  function classList(value: string): string[] {
    const classes = value.split(",").map((name) => name.trim());
    if (classes.length < 2 || classes.includes("") || new Set(classes).size < classes.length)
      throw refused("--classes", `"${value}"`, "two or more different names, separated by commas");
    return classes;
  }
}

/** A training recipe as JSON: the values that it names, the others those of the preset "paper". */
function recipeOfFile(path: string): TrainingRecipe {
  const mend = "Write a JSON object with values of a training recipe, such as the one in a run.json.";
  try {
    const values = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(path, "utf8")));
    const read = TrainingRecipe.strict().safeParse({ ...recipePresets[0], ...values });
    if (read.success) return read.data;
    const { path: place, message } = read.error.issues[0]!;
    throw new InputError({ file: path, found: `${place.join(".")}: ${message}`, expected: "a training recipe", mend });
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError({ file: path, found: (error as Error).message, expected: "a training recipe", mend }, { cause: error });
  }
}
