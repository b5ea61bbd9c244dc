// The data sets of a project's roles, each read once, however many roles it plays.
import { InputError } from "../errors.ts";
import type { ClassNames } from "./class-names.ts";
import type { RoleSet, RoleSets } from "./compose.ts";
import { meanLabels } from "./label-meanings.ts";
import { readSet, type SetRead } from "./readers/registry.ts";
import { foldOf } from "./role-fold.ts";
import { partsToFold, usualPartsOf } from "./role-parts.ts";
import { type Split, splits } from "./sample-table.ts";
import type { SetChoice, SetsOfRoles } from "./set-choice.ts";
import type { ReadContext } from "./set-reader.ts";

export interface RolesRead {
  roles: RoleSets;
  /** What a user should know of them: what was left out, and what their readers noticed. */
  notes: string[];
}

/** @throws InputError of readSet and meanLabels, or when no part of a set is left for a role */
export async function readRoles(choices: Partial<SetsOfRoles>, names: ClassNames, context: ReadContext): Promise<RolesRead> {
  const sets = new Map<string, SetRead>();
  const roles: Partial<Record<Split, RoleSet>> = {};
  const read = async ({ directory, reader, choices: chosen }: SetChoice): Promise<SetRead> => {
    const key = JSON.stringify([directory, reader, chosen]);
    const known = sets.get(key) ?? (await readSet(directory, { reader: reader ?? undefined, choices: chosen }, context));
    sets.set(key, known);
    return known;
  };
  // The pool comes last: what a folder has for it is what the others leave.
  for (const role of ["anchor", "test", "pool"] as const) {
    const choice = choices[role];
    if (!choice) continue;
    const one = await read(choice);
    const taken = Object.values(roles).flatMap(({ root, parts }) => (root === one.root ? parts : []));
    const meant = meanLabels(one.set.table.labels, one.reader.meanings, new Map(Object.entries(choice.meanings)), names.classes);
    const meaningOf = new Map(meant.map(({ label, means }) => [label, means]));
    roles[role] = {
      root: one.root,
      reader: one.reader,
      set: one.set,
      digest: one.digest,
      lookedAt: one.lookedAt,
      parts: choice.parts ?? (choice.fold ? partsToFold(one.set.table.parts, one.reader.usualParts) : freeParts(one, role, taken)),
      fold: choice.fold,
      meaningOf: (label) => meaningOf.get(label) ?? null,
    };
  }
  return { roles, notes: [...sets.values()].flatMap(notesOf) };
}

function freeParts({ root, reader, set }: SetRead, role: Split, taken: readonly string[]): string[] {
  const free = usualPartsOf(role, set.table.parts, reader.usualParts, taken);
  if (free.length > 0) return free;
  throw new InputError({
    file: root,
    found: `no part of ${reader.title} that is left for the role ${role}`,
    expected: `one beside ${taken.join(", ")}`,
    mend: "Name the parts of each role, or take another data set for one of them.",
  });
}

function notesOf({ reader, set }: SetRead): string[] {
  const leftOut = [...set.leftOutCounts].map(([reason, count]) => `${reader.title}: left out ${count}, ${reason}.`);
  return [...set.notes.map((note) => `${reader.title}: ${note}`), ...leftOut];
}

/** The titles of the sets of all roles, each once, with the fold that was taken of it. */
export const titlesOf = (roles: RoleSets): string[] => [
  ...new Set(
    splits.flatMap((split) => {
      const role = roles[split];
      if (!role) return [];
      return role.fold ? `${role.reader.title} (${foldOf(role, role.fold).name})` : role.reader.title;
    }),
  ),
];
