// What one label word means among the classes of a project. Pure: the window asks it for each row of a table.

/** The word that takes a label out of all classes. */
export const noClass = "none";

export interface WordMeaning {
  /** A class of the project's, or null for none of them. */
  means: string | null;
  /** Who says so; "nobody" knows the word, and its pictures have no class until somebody does. */
  from: "set" | "edit" | "nobody";
}

/**
 * As the user says; else a class of the same name; else as the data set says, as far as the project has that class.
 *
 * @param told     the class that the set means, null for none of them, undefined where it does not know the word
 * @param edit     the user's class, or "none"; undefined where nothing was said
 * @param classes  of the project; all words are compared in any case
 */
export function meaningOfWord(
  label: string,
  told: string | null | undefined,
  edit: string | undefined,
  classes: readonly string[],
): WordMeaning {
  const classOf = (word: string) => classes.find((name) => name.toLowerCase() === word.toLowerCase()) ?? null;
  if (edit !== undefined) return { means: classOf(edit), from: "edit" };
  const same = classOf(label);
  if (same !== null) return { means: same, from: "set" };
  if (told === undefined) return { means: null, from: "nobody" };
  return { means: told === null ? null : classOf(told), from: "set" };
}
