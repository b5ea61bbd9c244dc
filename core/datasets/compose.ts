// A data set put together from others: the anchors of one, the pool of another, the test faces of a third (section 4.1: inside and
// across databases). Each is read by its own reader; here their rows become one table of samples.
import { createHash } from "node:crypto";
import { InputError } from "../errors.ts";
import type { ClassNames } from "./class-names.ts";
import type { LookedAtRoots } from "./disk-stamp.ts";
import { areTwoSides } from "./fold-sides.ts";
import type { SetLicences } from "./licence.ts";
import type { LookedAt } from "./looked-at.ts";
import type { PictureRoots } from "./picture-roots.ts";
import { foldOf } from "./role-fold.ts";
import { type SampleTable, type Split, splits } from "./sample-table.ts";
import type { FoldChoice } from "./set-choice.ts";
import type { ReadSet, SetReader } from "./set-reader.ts";

/** A data set as read, and what of it is wanted. */
export interface RoleSet {
  /** Absolute, without links. */
  root: string;
  reader: Pick<SetReader, "name" | "title" | "licence">;
  set: Pick<ReadSet, "table">;
  /** What each of its label words means here: a class, or null for none. */
  meaningOf: (label: string) => string | null;
  /** Its parts that play this role. */
  parts: readonly string[];
  /** The side of a fold that plays it; null for all pictures of the parts. */
  fold: FoldChoice | null;
  /** Of the set as read: it is known again by it. */
  digest: string;
  /** Of its folder, so that a change is noticed before it is read again. */
  lookedAt: LookedAt;
}

export type RoleSets = Readonly<Partial<Record<Split, RoleSet>>>;

export interface ComposedDataset {
  table: SampleTable;
  roots: PictureRoots;
  licences: SetLicences;
  lookedAt: LookedAtRoots;
  hasGroups: boolean;
  /** SHA-256 over the digests of the sets, their parts and folds, and the meanings of their labels. */
  digest: string;
  /** Labelled rows of anchors and tests whose label is none of the classes, by set and label word. */
  outside: Map<string, number>;
}

/** Frames of films lie in a folder of the project's (set-reader.ts). */
const framesKey = "@frames";

/**
 * @param roles            all three, or the test alone: faces that a finished run is asked about (section 4.4)
 * @param framesDirectory  absolute
 * @throws InputError for a part that plays two roles or does not exist, a fold that cannot be made, a role without rows, a class without
 *   anchors
 */
export function composeDataset(names: ClassNames, roles: RoleSets, framesDirectory: string): ComposedDataset {
  requireParts(roles);
  const keys = keysOf(roles);
  const [persons, sequences] = [new Map<string, number>(), new Map<string, number>()];
  const columns = {
    files: [] as string[],
    split: [] as number[],
    label: [] as number[],
    person: [] as number[],
    sequence: [] as number[],
    line: [] as number[],
  };
  const outside = new Map<string, number>();
  for (const [splitIndex, split] of splits.entries()) {
    const role = roles[split];
    if (!role) continue;
    const { set, meaningOf, root, reader } = role;
    const { table } = set;
    const key = keys.get(root)!;
    const classOfLabel = table.labels.map((label) => classIndexOf(names, meaningOf(label)));
    const isWanted = wantedRows(role);
    for (let row = 0; row < table.count; row++) {
      if (!isWanted(row)) continue;
      const word = table.label[row]!;
      const label = word < 0 ? -1 : classOfLabel[word]!;
      if (label < 0 && split !== "pool") {
        count(outside, `${reader.title}: ${word < 0 ? "no label" : table.labels[word]}`);
        continue;
      }
      const picture = table.pictures[row]!;
      columns.files.push(picture.startsWith(`${framesKey}/`) ? picture : `${key}/${picture}`);
      columns.split.push(splitIndex);
      columns.label.push(label);
      columns.person.push(numberOf(persons, key, table.subjects[table.subject[row]!]));
      columns.sequence.push(numberOf(sequences, key, table.sequences[table.sequence[row]!]));
      columns.line.push(table.line[row]!);
    }
    if (!columns.split.includes(splitIndex)) throw emptyRole(role, split);
  }
  const table: SampleTable = {
    count: columns.files.length,
    files: columns.files,
    split: Uint8Array.from(columns.split),
    label: Int16Array.from(columns.label),
    person: Int32Array.from(columns.person),
    sequence: Int32Array.from(columns.sequence),
    line: Uint32Array.from(columns.line),
  };
  if (roles.anchor) requireAnchors(names, table, roles.anchor);
  const usesFrames = table.files.some((file) => file.startsWith(`${framesKey}/`));
  const roots = { ...rootsOf(keys), ...(usesFrames && { [framesKey]: framesDirectory }) };
  return {
    table,
    roots,
    licences: licencesOf(roles, keys),
    lookedAt: Object.values(roles).map(({ root, lookedAt }) => ({ key: keys.get(root)!, lookedAt })),
    hasGroups: persons.size > 0,
    digest: digestOf(names, roles),
    outside,
  };
}

/** Pictures of the role's parts; those of its side of the fold, where it takes one. */
function wantedRows(role: RoleSet): (row: number) => boolean {
  const { parts, fold, set } = role;
  if (fold !== null) {
    const rows = new Set(foldOf(role, fold)[fold.side]);
    return (row) => rows.has(row);
  }
  const isWanted = set.table.parts.map((part) => parts.includes(part));
  return (row) => isWanted[set.table.part[row]!]!;
}

/** The first part of the addresses: the reader's name, numbered where two folders have the same reader. */
function keysOf(roles: RoleSets): Map<string, string> {
  const keys = new Map<string, string>();
  for (const { root, reader } of Object.values(roles)) {
    if (keys.has(root)) continue;
    const others = [...keys.values()].filter((key) => key === reader.name || key.startsWith(`${reader.name}-`)).length;
    keys.set(root, others === 0 ? reader.name : `${reader.name}-${others + 1}`);
  }
  return keys;
}

const rootsOf = (keys: ReadonlyMap<string, string>): PictureRoots => Object.fromEntries(Array.from(keys, ([root, key]) => [key, root]));

/** Frames of films are under the licence of their films; one data set has films. */
function licencesOf(roles: RoleSets, keys: ReadonlyMap<string, string>): SetLicences {
  const licences: SetLicences = {};
  for (const { root, reader, set } of Object.values(roles)) {
    const licence = { title: reader.title, ...reader.licence };
    licences[keys.get(root)!] = licence;
    if (set.table.pictures.some((picture) => picture.startsWith(`${framesKey}/`))) licences[framesKey] = licence;
  }
  return licences;
}

const classIndexOf = (names: ClassNames, meaning: string | null): number => (meaning === null ? -1 : (names.indexOf(meaning) ?? -1));

/** People, and films, of two sets are two, whatever their names. */
function numberOf(numbers: Map<string, number>, key: string, word: string | undefined): number {
  if (word === undefined) return -1;
  const name = `${key}/${word}`;
  const known = numbers.get(name);
  if (known !== undefined) return known;
  numbers.set(name, numbers.size);
  return numbers.size - 1;
}

function count(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}

function requireParts(roles: RoleSets): void {
  const rolesOfPart = new Map<string, Split[]>();
  for (const split of splits) {
    const role = roles[split];
    if (!role) continue;
    const { root, set, parts } = role;
    for (const part of parts) {
      if (!set.table.parts.includes(part)) {
        const expected = `one of ${set.table.parts.join(", ")}`;
        throw new InputError({ file: root, found: `no part ${part}`, expected, mend: "Name parts that this data set has." });
      }
      const key = `${root}\u0000${part}`;
      const others = rolesOfPart.get(key) ?? [];
      const other = others.find((one) => !areTwoSides(roles[one]!, role));
      if (other) {
        const found = `the part ${part} as ${other} and as ${split}`;
        const expected = "each part in one role, or the two sides of one fold in two";
        const mend = "Choose other parts for one of the two, or split the set by people (--fold).";
        throw new InputError({ file: root, found, expected, mend });
      }
      rolesOfPart.set(key, [...others, split]);
    }
  }
}

function emptyRole({ root, reader, parts }: RoleSet, split: Split): InputError {
  const found = `no picture of ${reader.title} (${parts.join(", ") || "no part"}) for the role ${split}`;
  const mend = "Choose a part that has labelled pictures, or say with a label map what its labels mean.";
  return new InputError({ file: root, found, expected: "at least one", mend });
}

function requireAnchors({ classes }: ClassNames, { count: rows, split, label }: SampleTable, { root, fold }: RoleSet): void {
  const seen = new Set<number>();
  for (let row = 0; row < rows; row++) if (split[row] === splits.indexOf("anchor")) seen.add(label[row]!);
  const without = classes.filter((_, index) => !seen.has(index));
  if (without.length === 0) return;
  const other = fold === null ? "an anchor set that has them" : "another fold, whose people show them";
  const mend = `Take ${other}, because a class without anchors has no centroid; or leave the class out with --classes.`;
  throw new InputError({ file: root, found: `no anchor of ${without.join(", ")}`, expected: "at least one anchor of each class", mend });
}

function digestOf({ classes }: ClassNames, roles: RoleSets): string {
  const hash = createHash("sha256").update(`${classes.join("\u0000")}\n`);
  for (const split of splits) {
    const role = roles[split];
    if (!role) continue;
    const { digest, parts, set, meaningOf, fold } = role;
    // Films came into the table of samples later: a set that has some is another one than older versions made of it.
    if (set.table.sequences.length > 0) hash.update("sequences\n");
    const meanings = set.table.labels.map((label) => `${label}=${meaningOf(label)}`);
    hash.update(`${split}\u0000${digest}\u0000${parts.join("\u0000")}\u0001${meanings.join("\u0000")}\n`);
    // The rows too: people without a picture, whom the set's digest does not know, decide in which fold the others are.
    if (fold !== null) hash.update(JSON.stringify(fold)).update(foldOf(role, fold)[fold.side]);
  }
  return hash.digest("hex");
}
