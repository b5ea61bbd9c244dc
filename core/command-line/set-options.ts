// The options that put a data set together from others, alike in every command that takes one: --anchor, --pool and --test name folders;
// --part, --reader, --choice and --map say more about one of the three, as ROLE=VALUE; --fold splits the people of one set over two roles.
import { resolve } from "node:path";
import { sideOfRole } from "../datasets/fold-sides.ts";
import { type Split, splits } from "../datasets/sample-table.ts";
import { type SetChoice, subjectProtocols, usualChoice } from "../datasets/set-choice.ts";
import { setNames } from "../datasets/set-reader.ts";
import { optionValues } from "./option-values.ts";

const text = { type: "string" } as const;
const list = { type: "string", multiple: true } as const;

/** For parseArgs. */
export const setDetailOptions = { part: list, reader: list, choice: list, map: list } as const;
export const setOptions = { anchor: text, pool: text, test: text, ...setDetailOptions, fold: text } as const;

type SetDetails = { [K in keyof typeof setDetailOptions]?: string[] };
export type SetValues = SetDetails & { anchor?: string; pool?: string; test?: string; fold?: string };

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
  const { refused } = optionValues(command);
  const folders = asked.map((role) => `--${role}`).join(", ");
  const roles = readSetChoices(command, values, asked);
  const given = asked.filter((role) => roles[role] !== undefined);
  if (given.length === 0) {
    if (values.fold !== undefined) throw refused("--fold", `no ${folders}`, "what it is about");
    return null;
  }
  const missing = asked.find((role) => roles[role] === undefined);
  if (missing) throw refused(`--${missing}`, "nothing", `a folder beside --${given.join(" and --")}`);
  if (values.fold !== undefined) takeFold(command, values.fold, roles);
  return roles as Record<Role, SetChoice>;
}

/**
 * Those of the sets that are given, each with what is said of it.
 *
 * @throws InputError that names the option
 */
export function readSetChoices<Role extends string>(
  command: string,
  values: SetDetails & { [K in Role]?: string },
  asked: readonly Role[],
): Partial<Record<Role, SetChoice>> {
  const { refused, oneOf } = optionValues(command);
  const roles: Partial<Record<Role, SetChoice>> = {};
  for (const role of asked) {
    const directory: string | undefined = values[role];
    if (directory !== undefined) roles[role] = usualChoice(resolve(directory));
  }
  for (const value of values.part ?? []) {
    const { set, key, rest } = told("--part", value, false);
    set.parts = rest.split(",").map((part) => part.trim());
    if (key !== null || set.parts.includes("")) throw refused("--part", `"${value}"`, "ROLE=PART,PART,…");
  }
  for (const value of values.reader ?? []) {
    const { set, rest } = told("--reader", value, false);
    set.reader = oneOf(setNames, "--reader", rest);
  }
  for (const value of values.choice ?? []) {
    const { set, key, rest } = told("--choice", value, true);
    set.choices[key!] = rest;
  }
  for (const value of values.map ?? []) {
    const { set, key, rest } = told("--map", value, true);
    set.meanings[key!] = rest;
  }
  return roles;

  /** ROLE=VALUE, or ROLE.KEY=VALUE. */
  function told(option: string, value: string, hasKey: boolean): { set: SetChoice; key: string | null; rest: string } {
    const match = /^([a-z0-9]+)(?:\.([^=]+))?=(.+)$/.exec(value);
    const expected = hasKey ? "ROLE.NAME=VALUE" : "ROLE=VALUE";
    if (!match || hasKey !== (match[2] !== undefined))
      throw refused(option, `"${value}"`, `${expected}, with ROLE one of ${asked.join(", ")}`);
    const role = oneOf(asked, option, match[1]!);
    const set = roles[role];
    if (!set) throw refused(option, `no --${role}`, "what it is about");
    return { set, key: match[2] ?? null, rest: match[3]! };
  }
}

/** The training side becomes the anchors, the other one the test. */
function takeFold(command: string, value: string, { anchor, test }: Partial<Record<Split, SetChoice>>): void {
  const { refused, oneOf } = optionValues(command);
  if (!anchor || !test || anchor.directory !== test.directory)
    throw refused("--fold", "two folders", "the same folder for --anchor and --test, whose people it splits");
  const match = /^([a-z-]+):(\d{1,9})$/.exec(value);
  if (!match) throw refused("--fold", `"${value}"`, `PROTOCOL:INDEX, with PROTOCOL ${subjectProtocols.join(" or ")} and INDEX from 0`);
  const fold = { protocol: oneOf(subjectProtocols, "--fold", match[1]!), index: Number(match[2]) };
  anchor.fold = { ...fold, side: sideOfRole.anchor };
  test.fold = { ...fold, side: sideOfRole.test };
}

/** Of --align: roles with commas between, or all. @throws InputError that names the option */
export function alignedRoles(command: string, value: string | undefined, sets: object | null): Split[] {
  const { refused, oneOf } = optionValues(command);
  if (value === undefined) return [];
  if (sets === null) throw refused("--align", "no --anchor, --pool and --test", "the data sets whose faces are turned upright");
  return value === "all" ? [...splits] : value.split(",").map((role) => oneOf(splits, "--align", role.trim()));
}
