// The options of `omnifer weights`, from strings to what they mean. Every refusal names the option, what was given and what is allowed.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { WeightsReading } from "../networks/weights/weights-reading.ts";
import { refused as refusedWords } from "./command-options.ts";
import { optionValues } from "./option-values.ts";
import { readingOptions, readReadingOptions } from "./reading-options.ts";

const { refused, wholeNumber } = optionValues("weights");

interface FileOptions extends WeightsReading {
  path: string;
  json: boolean;
}
export interface ConvertOptions extends FileOptions {
  action: "convert";
  target: string;
  /** The last layer is kept when it has as many; null keeps it in any case. */
  classCount: number | null;
}
export type WeightsOptions = ({ action: "inspect" } & FileOptions) | ConvertOptions;

/** @throws InputError that names the option or the missing word */
export function parseWeightsOptions(argv: string[]): WeightsOptions {
  const { values, positionals } = parsed(argv);
  const [action, path, target, ...more] = positionals;
  if (action !== "inspect" && action !== "convert") throw refusedWords("weights", `"${action ?? ""}"`, "inspect or convert");
  if (path === undefined) throw refusedWords("weights", "no file", `omnifer weights ${action} FILE`);
  const { classes } = values;
  const common: FileOptions = {
    path: resolve(path),
    ...readReadingOptions("weights", values),
    json: values.json ?? false,
  };
  if (action === "inspect") {
    if (classes !== undefined) throw refused("--classes", `"${classes}"`, "omnifer weights convert, which may leave the last layer out");
    if (target !== undefined) throw refusedWords("weights", `"${target}"`, "one file to inspect");
    return { action, ...common };
  }
  if (target === undefined || more.length > 0) throw refusedWords("weights", `${positionals.length - 1} files`, "FILE and OUT.safetensors");
  if (!target.endsWith(".safetensors")) throw refusedWords("weights", `"${target}"`, "a name that ends in .safetensors");
  if (resolve(target) === common.path) throw refusedWords("weights", "one file twice", "another name for what is written");
  return {
    action,
    target: resolve(target),
    classCount: classes === undefined ? null : wholeNumber("--classes", classes, 2, 1e6),
    ...common,
  };
}

function parsed(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: { ...readingOptions, classes: { type: "string" }, json: { type: "boolean" } },
    });
  } catch (error) {
    throw refusedWords("weights", (error as Error).message, "the options of omnifer weights");
  }
}
