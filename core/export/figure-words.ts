// What an exported figure says of itself: its caption, and the texts in its file by which it can be made again. Nothing in them knows
// the time.
import type { FigureValue } from "../contract/figure-views.ts";
import type { MinedRow } from "../contract/mining-views.ts";
import type { Selection } from "../recipe.ts";

/** Everything that a figure depends on, for a program to read: names of data sets, run, selection, versions. */
export type FigureFacts = { figure: 2 | 3; versions: Readonly<Record<string, string>> } & Readonly<Record<string, unknown>>;

const count = (number: number): string => number.toLocaleString("en-US");

export function captionOfFigure2(titles: readonly string[]): string {
  return `Fig. 2. Example pictures of ${listed(titles)}. Each row is one class.`;
}

export function captionOfFigure3(shown: {
  dataset: string;
  selection: Selection;
  classes: readonly string[];
  selectedCount: number;
  poolCount: number;
  values: FigureValue;
}): string {
  const { dataset, selection, classes, selectedCount, poolCount, values } = shown;
  const under = { none: "", cosine: " Under each: its cosine to that centroid.", confidence: " Under each: the classifier's confidence." };
  return (
    `Fig. 3. Auxiliary samples selected from the pool of ${dataset}. Each row is one class, sorted by the distance to its centroid ` +
    `(1 − cosine), the nearest first. Selected are ${count(selectedCount)} of ${count(poolCount)} pool images: ` +
    `${selectionWords(selection, classes)}.${under[values]}`
  );
}

/** "margin of at least 0.0737 (neutral 0.25), at most 300 a class" */
export function selectionWords({ rule, delta, deltaOfClass, capPerClass, agreement }: Selection, classes: readonly string[]): string {
  const own = deltaOfClass.flatMap((value, index) => (value === null ? [] : [`${classes[index] ?? index} ${decimal(value)}`]));
  const threshold = `${rule} of at least ${decimal(delta)}${own.length > 0 ? ` (${own.join(", ")})` : ""}`;
  const cap = capPerClass === null ? "" : `, at most ${count(capPerClass)} a class`;
  return `${threshold}${cap}${agreement ? ", only where centroid and classifier agree" : ""}`;
}

/** What stands under a picture of Fig. 3. */
export function valueUnder({ similarity, confidence }: MinedRow, values: FigureValue): string | null {
  if (values === "none") return null;
  return (values === "cosine" ? similarity : confidence).toFixed(3);
}

/**
 * The texts of the file by PNG keyword (PNG specification, 11.3.3.2). Facts are JSON in ASCII, whatever letters names have.
 *
 * @param notes  what licences want said; none where they want nothing
 */
export function fileTexts(caption: string, facts: FigureFacts, notes: readonly string[]): Record<string, string> {
  const ascii = JSON.stringify(facts).replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return {
    Title: `Fig. ${facts.figure}`,
    Description: latin1(caption),
    Software: `OmniFER Workbench ${facts.versions.workbench}`,
    ...(notes.length > 0 && { Disclaimer: latin1(notes.join(" ")) }),
    Comment: ascii,
  };
}

const latin1 = (text: string): string => text.replaceAll("−", "-").replace(/[^\x20-\x7e\xa0-\xff]/g, "?");

/** Every step of the grid of deltas is told apart by four places; a value that needs more has more. */
const decimal = (value: number): string => String(Number(value.toFixed(6)));

function listed(names: readonly string[]): string {
  if (names.length === 0) return "no data set";
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
