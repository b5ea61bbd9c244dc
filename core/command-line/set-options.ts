// The options that put a data set together from others, alike in every command that takes one: --anchor, --pool and --test name folders;
// --part, --reader, --choice and --map say more about one of the three, as ROLE=VALUE; --fold splits the people of one set over two roles.
import { resolve } from "node:path";
import { type Split, splits } from "../datasets/sample-table.ts";
import { type SetChoice, subjectProtocols } from "../datasets/set-choice.ts";
import { setNames } from "../datasets/set-reader.ts";
import { optionValues } from "./option-values.ts";

const text = { type: "string" } as const;
const list = { type: "string", multiple: true } as const;

/** For parseArgs. */
export const setDetailOptions = { part: list, reader: list, choice: list, map: list } as const;
export const setOptions = { anchor: text, pool: text, test: text, ...setDetailOptions, fold: text } as const;

export type SetValues = {
  anchor?: string;
  pool?: string;
  test?: string;
  part?: string[];
  reader?: string[];
  choice?: string[];
  map?: string[];
  fold?: string;
};

/**
 * @param asked  the roles that the command needs
 * @returns null when none of the options is given
 * @throws InputError that names the option
 */
export function readSetOptions<Role extends Split>(
  command: string,
  values: SetValues,
  asked: readonly Role[],
): Record<Role, SetChoice> | null {
  const { refused, oneOf } = optionValues(command);
  const folders = asked.map((role) => `--${role}`).join(", ");
  const details = (["part", "reader", "choice", "map", "fold"] as const).filter((name) => values[name] !== undefined);
  const given = asked.filter((role) => values[role] !== undefined);
  if (given.length === 0) {
    if (details.length > 0) throw refused(`--${details[0]}`, `no ${folders}`, "what it is about");
    return null;
  }
  const missing = asked.find((role) => values[role] === undefined);
  if (missing) throw refused(`--${missing}`, "nothing", `a folder beside --${given.join(" and --")}`);

  const roles = Object.fromEntries(asked.map((role) => [role, emptyChoice(values[role]!)])) as Record<Role, SetChoice>;
  for (const value of values.part ?? []) {
    const { role, key, rest } = told("--part", value, false);
    roles[role].parts = rest.split(",").map((part) => part.trim());
    if (key !== null || roles[role].parts.includes("")) throw refused("--part", `"${value}"`, "ROLE=PART,PART,…");
  }
  for (const value of values.reader ?? []) {
    const { role, rest } = told("--reader", value, false);
    roles[role].reader = oneOf(setNames, "--reader", rest);
  }
  for (const value of values.choice ?? []) {
    const { role, key, rest } = told("--choice", value, true);
    roles[role].choices[key!] = rest;
  }
  for (const value of values.map ?? []) {
    const { role, key, rest } = told("--map", value, true);
    roles[role].meanings[key!] = rest;
  }
  if (values.fold !== undefined) takeFold(values.fold);
  return roles;

  /** The training side becomes the anchors, the other one the test. */
  function takeFold(value: string): void {
    const { anchor, test } = roles as Partial<Record<Split, SetChoice>>;
    if (!anchor || !test || anchor.directory !== test.directory)
      throw refused("--fold", "two folders", "the same folder for --anchor and --test, whose people it splits");
    const match = /^([a-z-]+):(\d{1,9})$/.exec(value);
    if (!match) throw refused("--fold", `"${value}"`, `PROTOCOL:INDEX, with PROTOCOL ${subjectProtocols.join(" or ")} and INDEX from 0`);
    const fold = { protocol: oneOf(subjectProtocols, "--fold", match[1]!), index: Number(match[2]) };
    anchor.fold = { ...fold, side: "train" };
    test.fold = { ...fold, side: "test" };
  }

  /** ROLE=VALUE, or ROLE.KEY=VALUE. */
  function told(option: string, value: string, hasKey: boolean): { role: Role; key: string | null; rest: string } {
    const match = /^([a-z]+)(?:\.([^=]+))?=(.+)$/.exec(value);
    const expected = hasKey ? "ROLE.NAME=VALUE" : "ROLE=VALUE";
    if (!match || hasKey !== (match[2] !== undefined))
      throw refused(option, `"${value}"`, `${expected}, with ROLE one of ${asked.join(", ")}`);
    return { role: oneOf(asked, option, match[1]!), key: match[2] ?? null, rest: match[3]! };
  }
}

/** Of --align: roles with commas between, or all. @throws InputError that names the option */
export function alignedRoles(command: string, value: string | undefined, sets: object | null): Split[] {
  const { refused, oneOf } = optionValues(command);
  if (value === undefined) return [];
  if (sets === null) throw refused("--align", "no --anchor, --pool and --test", "the data sets whose faces are turned upright");
  return value === "all" ? [...splits] : value.split(",").map((role) => oneOf(splits, "--align", role.trim()));
}

const emptyChoice = (directory: string): SetChoice => ({
  directory: resolve(directory),
  reader: null,
  choices: {},
  parts: null,
  meanings: {},
  fold: null,
});
