// What a role takes of its data set when that is split by people: one side of one fold (section 4.1's protocols).
import { InputError } from "../errors.ts";
import type { Fold } from "../evaluation/protocols.ts";
import type { RoleSet } from "./compose.ts";
import { foldsOf } from "./fold-sides.ts";
import type { FoldChoice } from "./set-choice.ts";

type FoldedSet = Pick<RoleSet, "root" | "reader" | "set" | "parts">;

/**
 * @param choice  of a set whose parts exist
 * @throws InputError when nobody knows who is in its pictures or in some of them, or when it has not so many folds
 */
export function foldOf({ root, reader, set, parts }: FoldedSet, { protocol, index }: FoldChoice): Fold {
  requirePeople({ root, reader, set, parts });
  const folds = foldsOf(protocol, { table: set.table, parts });
  const fold = folds[index];
  if (fold && fold.test.length > 0) return fold;
  throw new InputError({
    file: root,
    found: `no picture to test on in fold ${index} of ${protocol}`,
    expected: `one of the folds that ${reader.title} fills: ${filledOf(folds)}`,
    mend: "Choose one of these; folds are counted from 0.",
  });
}

function filledOf(folds: readonly Fold[]): string {
  const filled = [...folds.keys()].filter((index) => folds[index]!.test.length > 0);
  const last = filled[filled.length - 1]!;
  return filled.length === last + 1 ? `0 to ${last}` : filled.join(", ");
}

function requirePeople({ root, reader, set: { table }, parts }: FoldedSet): void {
  const isAsked = table.parts.map((part) => parts.includes(part));
  let [labelled, nobody] = [0, 0];
  for (let row = 0; row < table.count; row++) {
    if (table.label[row]! < 0 || !isAsked[table.part[row]!]) continue;
    labelled++;
    if (table.subject[row]! < 0) nobody++;
  }
  if (labelled === 0)
    throw new InputError({
      file: root,
      found: `no labelled picture (${parts.join(", ")})`,
      expected: "pictures to split",
      mend: "Choose other parts.",
    });
  if (nobody === 0) return;
  const found = nobody === labelled ? `${reader.title}, whose people nobody knows` : `${nobody} of ${labelled} pictures of nobody known`;
  const mend = "Split it by its parts (--part) instead of folds; or name the person of every picture in a groups.csv beside labels.csv.";
  throw new InputError({ file: root, found, expected: "a person in every labelled picture, so that folds keep people apart", mend });
}
