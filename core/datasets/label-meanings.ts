// What the label words of a data set mean in this project: by the set's own table, by a class of the same name, or as the user says.
import { basicExpressions } from "../classes.ts";
import { InputError } from "../errors.ts";
import { quote } from "./csv-rows.ts";
import type { LabelMeaning } from "./expression-words.ts";

/** A label word of a set, and what it means here. */
export interface MeantLabel extends LabelMeaning {
  /** Who says so; "nobody" knows the word, and its pictures have no class until somebody does. */
  from: "set" | "edit" | "nobody";
}

/** The word that takes a label out of all classes. */
export const noClass = "none";

/**
 * @param labels    words of the set
 * @param meanings  of its reader, in any case
 * @param edits     class by word, in any case; "none" for no class
 * @param classes   of the project
 * @returns an entry a word, in their order
 * @throws InputError for an edit of a word that the set has not, or to a class that the project has not
 */
export function meanLabels(
  labels: readonly string[],
  meanings: readonly LabelMeaning[],
  edits: ReadonlyMap<string, string>,
  classes: readonly string[] = [...basicExpressions, "contempt"],
): MeantLabel[] {
  const classOf = new Map(classes.map((name) => [name.toLowerCase(), name]));
  const edited = new Map([...edits].map(([word, name]) => [lowerWord(word, labels), lowerClass(word, name, classes)]));
  const ofSet = new Map(meanings.map(({ label, means }) => [label.toLowerCase(), means]));
  return labels.map((label) => {
    const word = label.toLowerCase();
    const edit = edited.get(word);
    if (edit !== undefined) return { label, means: classOf.get(edit) ?? null, from: "edit" };
    if (classOf.has(word)) return { label, means: classOf.get(word)!, from: "set" };
    const means = ofSet.get(word);
    if (means === undefined) return { label, means: null, from: "nobody" };
    return { label, means: classOf.get(means ?? "") ?? null, from: "set" };
  });
}

function lowerWord(word: string, labels: readonly string[]): string {
  const lower = word.toLowerCase();
  if (labels.some((label) => label.toLowerCase() === lower)) return lower;
  throw new InputError({
    file: "--map",
    found: `the label ${quote(word)}`,
    expected: `a label of the set: ${labels.slice(0, 20).join(", ") || "it has none"}`,
    mend: "Write the label as the set does.",
  });
}

function lowerClass(word: string, name: string, classes: readonly string[]): string {
  const lower = name.toLowerCase();
  if (lower === noClass || classes.some((one) => one.toLowerCase() === lower)) return lower;
  const expected = `${classes.join(", ")}, or ${noClass}`;
  throw new InputError({ file: "--map", found: `the class ${quote(name)} for ${quote(word)}`, expected, mend: "Name one of these." });
}
