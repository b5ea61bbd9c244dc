// Label words to class indices. Without a list of one's own, the seven basic expressions with the synonyms that data sets use.
import { basicExpressions, expressionSynonyms } from "../classes.ts";
import { InputError } from "../errors.ts";

/** The classes of a data set and how its label words are read. */
export interface ClassNames {
  classes: readonly string[];
  /** Class index of a word in any case; undefined when it is none. */
  indexOf(word: string): number | undefined;
}

/**
 * @param classes names in the order of their indices; null for the basic expressions. A synonym counts where its expression is listed.
 * @throws InputError for fewer than two classes, an empty name, or one that occurs twice
 */
export function classNames(classes: readonly string[] | null): ClassNames {
  const names: readonly string[] = classes?.map((name) => name.trim()) ?? basicExpressions;
  if (names.length < 2 || names.includes("")) throw badList(names, "at least two names", "Separate the names with commas.");
  const indices = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    if (indices.has(name.toLowerCase())) throw badList(names, `"${name}" once`, "Remove the repeated name.");
    indices.set(name.toLowerCase(), index);
  }
  for (const [synonym, name] of Object.entries(expressionSynonyms)) {
    const index = indices.get(name);
    if (index !== undefined && !indices.has(synonym)) indices.set(synonym, index);
  }
  return { classes: names, indexOf: (word) => indices.get(word.toLowerCase()) };
}

function badList(names: readonly string[], expected: string, mend: string): InputError {
  return new InputError({ file: "--classes", found: `"${names.join(",")}"`, expected, mend });
}
