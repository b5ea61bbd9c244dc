// The options of `omnifer data`, from strings to what they mean. Every refusal names the option, what was given and what is allowed.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type SetName, setNames } from "../datasets/set-reader.ts";
import { refused as refusedWords } from "./command-options.ts";
import { optionValues } from "./option-values.ts";

const { refused, oneOf } = optionValues("data");

export interface DataOptions {
  action: "inspect" | "add";
  directory: string;
  /** Of `add`: the project that remembers the folder. */
  project: string | null;
  as: { reader?: SetName; choices: Record<string, string> };
  /** Class by label word. */
  map: ReadonlyMap<string, string>;
  json: boolean;
}

/** @throws InputError that names the option or the missing word */
export function parseDataOptions(argv: string[]): DataOptions {
  const { values, positionals } = parsed(argv);
  const [action, directory, ...more] = positionals;
  if (action !== "inspect" && action !== "add") throw refusedWords("data", `"${action ?? ""}"`, "inspect, add or check");
  if (directory === undefined) throw refusedWords("data", "no folder", `omnifer data ${action} DIR`);
  if (more.length > 0) throw refusedWords("data", `"${more[0]}"`, "one folder");
  const { project, reader, choice = [], map = [], json = false } = values;
  if (action === "add" && project === undefined) throw refusedWords("data", "no --project", "the project that remembers the folder");
  if (action === "inspect" && project !== undefined) throw refused("--project", `"${project}"`, "nothing: inspect needs no project");
  if (action === "add" && map.length > 0)
    throw refused("--map", `"${map[0]}"`, "nothing: what labels mean is said when a data set is put together");
  return {
    action,
    project: project === undefined ? null : resolve(project),
    directory: resolve(directory),
    as: {
      ...(reader === undefined ? {} : { reader: oneOf(setNames, "--reader", reader) }),
      choices: Object.fromEntries(pairs("--choice", choice, "name=value")),
    },
    map: pairs("--map", map, "label=class"),
    json,
  };
}

/** A label may hold the sign, a class does not: the last one counts. */
function pairs(option: string, written: readonly string[], form: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const pair of written) {
    const at = pair.lastIndexOf("=");
    const [name, value] = [pair.slice(0, Math.max(at, 0)), pair.slice(at + 1)];
    if (name === "" || value === "") throw refused(option, `"${pair}"`, form);
    if (values.has(name)) throw refused(option, `${name} twice`, `${form} once for each`);
    values.set(name, value);
  }
  return values;
}

function parsed(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        project: { type: "string" },
        reader: { type: "string" },
        choice: { type: "string", multiple: true },
        map: { type: "string", multiple: true },
        json: { type: "boolean" },
      },
    });
  } catch (error) {
    throw refusedWords("data", (error as Error).message, "the options of omnifer data");
  }
}
