// The words by which data sets call the expressions, and what each means: for sets whose folders or rows have words instead of codes.
import { basicExpressions, expressionSynonyms } from "../classes.ts";

/** What a label word means: a class name of RAF-DB's, "contempt", or null for none of them. */
export interface LabelMeaning {
  label: string;
  means: string | null;
}

const named = (label: string): LabelMeaning => ({ label, means: label });

/** In lower case; data sets write them in any. */
export const expressionWords: readonly LabelMeaning[] = [
  ...basicExpressions.map(named),
  named("contempt"),
  ...Object.entries(expressionSynonyms).map(([label, means]) => ({ label, means })),
];

const expressions = new Map(expressionWords.map(({ label, means }) => [label, means]));

/** The expression that a word in any case means; undefined when it is no word for one. */
export const expressionOf = (word: string): string | undefined => expressions.get(word.toLowerCase()) ?? undefined;
