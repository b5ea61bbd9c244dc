// The options of `omnifer reproduce`, from strings to what is asked of the engine once the project is open.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { SetChoice } from "../datasets/set-choice.ts";
import { type PaperNetwork, paperNetworks } from "../evaluation/arm-result.ts";
import { type TableNumber, tableNumbers } from "../evaluation/paper/table.ts";
import { inputSizes } from "../networks/input-sizes.ts";
import { type NetworkName, networkNames, type PipelineRecipe, type StartWeights } from "../recipe.ts";
import { type TableSet, tableSets } from "../reproduction/reproduction-recipe.ts";
import { tablePipeline, withSettings } from "../reproduction/table-pipeline.ts";
import { refused as refusedOptions } from "./command-options.ts";
import { optionValues } from "./option-values.ts";
import { readSetChoices, setDetailOptions } from "./set-options.ts";
import { readThresholdOptions, thresholdOptions } from "./threshold-options.ts";

export interface ReproduceOptions {
  tables: TableNumber[];
  /** null for a miniature, which needs none. */
  projectDirectory: string | null;
  isMiniature: boolean;
  sets: Partial<Record<TableSet, SetChoice>>;
  align: boolean;
  /** Files of pretrained weights to import first. */
  weights: Partial<Record<PaperNetwork, string>>;
  /** What is trained in the place of both networks of the paper; null for those themselves. */
  network: NetworkName | null;
  /** The recipe of a network. */
  pipeline(network: NetworkName, start: StartWeights): PipelineRecipe;
  seeds: number[];
  json: boolean;
}

const { refused, oneOf, wholeNumber } = optionValues("reproduce");
const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;

const options = {
  table: text,
  project: text,
  miniature: flag,
  rafdb: text,
  fer2013: text,
  ckplus: text,
  jaffe: text,
  mmi: text,
  pool: text,
  ...setDetailOptions,
  align: flag,
  "weights-vgg-face": text,
  "weights-resnet34": text,
  network: text,
  size: text,
  epochs: text,
  "retrain-epochs": text,
  "outer-epochs": text,
  ...thresholdOptions,
  seeds: text,
  json: flag,
} as const;

/** What a miniature sets itself. */
const notOfMiniature = [...tableSets, "align", "weights-vgg-face", "weights-resnet34", "network", "size", "epochs"] as const;

/** @throws InputError that names the option */
export function parseReproduceOptions(argv: string[]): ReproduceOptions {
  const values = parsed(argv);
  if (values.table === undefined) throw refused("--table", "nothing", `one of ${tableNumbers.join(", ")}, or all`);
  const isMiniature = values.miniature ?? false;
  const extra = isMiniature ? notOfMiniature.find((name) => values[name] !== undefined) : undefined;
  if (extra) throw refused(`--${extra}`, "it beside --miniature", "a miniature, or your own data sets");
  if (!isMiniature && values.project === undefined) throw refused("--project", "nothing", "a project folder, or --miniature");
  const seedCount = wholeNumber("--seeds", values.seeds ?? "3", 1, 100);
  const network = values.network === undefined ? null : oneOf(networkNames, "--network", values.network);
  const weights = Object.fromEntries(
    paperNetworks.flatMap((name) => {
      const file = values[`weights-${name}`];
      return file === undefined ? [] : [[name, resolve(file)]];
    }),
  );
  if (network !== null && Object.keys(weights).length > 0)
    throw refused("--network", "it beside weights", "the paper's networks, or another one in their place");
  return {
    tables: values.table === "all" ? [...tableNumbers] : values.table.split(",").map(tableNumber),
    projectDirectory: values.project === undefined ? null : resolve(values.project),
    isMiniature,
    sets: readSetChoices("reproduce", values, tableSets),
    align: values.align ?? false,
    weights,
    network,
    pipeline: pipelineOf(values),
    seeds: Array.from({ length: seedCount }, (_, index) => index + 1),
    json: values.json ?? false,
  };
}

function tableNumber(value: string): TableNumber {
  const number = wholeNumber("--table", value.trim(), 1, tableNumbers.length);
  return tableNumbers.find((known) => known === number)!;
}

function pipelineOf(values: ReturnType<typeof parsed>): ReproduceOptions["pipeline"] {
  const count = (name: "epochs" | "retrain-epochs" | "outer-epochs") =>
    values[name] === undefined ? undefined : wholeNumber(`--${name}`, values[name], 1, 1000);
  const [epochs, retrainingEpochs, outerEpochs] = [count("epochs"), count("retrain-epochs"), count("outer-epochs")];
  const threshold = readThresholdOptions(values);
  return (name, start) => {
    const { smallest, largest } = inputSizes[name];
    const inputSize = values.size === undefined ? undefined : wholeNumber("--size", values.size, smallest, largest);
    return withSettings(tablePipeline(name, start), { inputSize, epochs, retrainingEpochs, outerEpochs, ...threshold });
  };
}

function parsed(argv: string[]) {
  try {
    return parseArgs({ args: argv, options }).values;
  } catch (error) {
    throw refusedOptions("reproduce", (error as Error).message, "the options of omnifer reproduce");
  }
}
