// What the label words of a data set mean in this project: by the set's own table, by a class of the same name, or as the user says.
import { basicExpressions } from "../classes.ts";
import { InputError } from "../errors.ts";
import { quote } from "./csv-rows.ts";
import type { LabelMeaning } from "./expression-words.ts";
import { meaningOfWord, noClass, type WordMeaning } from "./word-meaning.ts";

/** A label word of a set, and what it means here. */
export interface MeantLabel extends WordMeaning {
  label: string;
}

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
  const edited = new Map([...edits].map(([word, name]) => [lowerWord(word, labels), lowerClass(word, name, classes)]));
  const ofSet = new Map(meanings.map(({ label, means }) => [label.toLowerCase(), means]));
  return labels.map((label) => {
    const word = label.toLowerCase();
    return { label, ...meaningOfWord(label, ofSet.get(word), edited.get(word), classes) };
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
