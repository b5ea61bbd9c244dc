// The options of `omnifer weights`, from strings to what they mean. Every refusal names the option, what was given and what is allowed.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { ChannelOrder } from "../networks/weights/import-report.ts";
import { NetworkName } from "../recipe.ts";
import { refused } from "./command-options.ts";

interface FileOptions {
  path: string;
  network: NetworkName | null;
  channelOrder: ChannelOrder | null;
  /** null: as many as the file's last layer has. */
  classCount: number | null;
  json: boolean;
}
export type WeightsOptions = ({ action: "inspect" } & FileOptions) | ({ action: "convert"; target: string } & FileOptions);

/** @throws InputError that names the option or the missing word */
export function parseWeightsOptions(argv: string[]): WeightsOptions {
  const { values, positionals } = parsed(argv);
  const [action, path, target, ...more] = positionals;
  if (action !== "inspect" && action !== "convert") throw refused("weights", `"${action ?? ""}"`, "inspect or convert");
  if (path === undefined) throw refused("weights", "no file", `omnifer weights ${action} FILE`);
  const common: FileOptions = {
    path: resolve(path),
    network: oneOf(NetworkName.options, "--network", values.network),
    channelOrder: oneOf(ChannelOrder.options, "--channel-order", values["channel-order"]),
    classCount: classCount(values.classes),
    json: values.json ?? false,
  };
  if (action === "inspect") {
    if (target !== undefined) throw refused("weights", `"${target}"`, "one file to inspect");
    return { action, ...common };
  }
  if (target === undefined || more.length > 0) throw refused("weights", `${positionals.length - 1} files`, "FILE and OUT.safetensors");
  if (!target.endsWith(".safetensors")) throw refused("weights", `"${target}"`, "a name that ends in .safetensors");
  if (resolve(target) === common.path) throw refused("weights", "one file twice", "another name for what is written");
  return { action, target: resolve(target), ...common };
}

const text = { type: "string" } as const;

function parsed(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: { network: text, "channel-order": text, classes: text, json: { type: "boolean" } },
    });
  } catch (error) {
    throw refused("weights", (error as Error).message, "the options of omnifer weights");
  }
}

function oneOf<T extends string>(allowed: readonly T[], option: string, value: string | undefined): T | null {
  if (value === undefined) return null;
  const found = allowed.find((name) => name === value);
  if (found === undefined) throw refused("weights", `${option} "${value}"`, allowed.join(" or "));
  return found;
}

function classCount(value: string | undefined): number | null {
  if (value === undefined) return null;
  const number = /^\d{1,6}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= 2)) throw refused("weights", `--classes "${value}"`, "a whole number from 2");
  return number;
}
