// The texts of the Tables view; a part of the catalogue in strings.ts.
import type { RowComparison } from "../core/contract/table-views.ts";
import { formatCount, formatPercent, formatPoints, formatSeconds } from "./format.ts";

const points = (difference: number): string => formatPoints(difference, 2);
const pictures = (count: number): string => {
  const size = Math.abs(count);
  const text = size < 9.95 ? size.toFixed(1) : formatCount(size);
  return `${count < 0 && Number(text) !== 0 ? "−" : ""}${text} ${size.toFixed(1) === "1.0" ? "picture" : "pictures"}`;
};
const probability = (p: number): string => (p < 0.001 ? "< 0.001" : `= ${p.toFixed(3)}`);

export const tablesStrings = {
  choose: "Table of the paper",
  /** Short, seven side by side: the arrow means tested on another set than trained on. */
  tabs: { 1: "1 RAF-DB", 2: "2 FER-2013", 3: "3 CK+", 4: "4 → CK+", 5: "5 → JAFFE", 6: "6 → MMI", 7: "7 → FER-2013" },
  title: (table: number, title: string) => `Table ${table}: ${title}`,
  setting: (section: string, protocol: string, count: number, isInferred: boolean) =>
    `section ${section}, ${protocol}, ${formatCount(count)} test pictures${isInferred ? " (inferred)" : ""}`,
  body: "The table, and what belongs to it",
  loading: "Comparing the runs …",

  miniature: "Miniature",
  miniatureText:
    "Made on small generated pictures with a small network: it shows that the table runs from end to end and says nothing of the paper, so no difference to a published number is shown.",

  run: "Run the table",
  runHint: "Trains what this table lacks, each arm with every seed.",
  runRow: (method: string) => `Run ${method}`,
  copy: "Copy as CSV",
  copied: "The table was copied as CSV.",
  notCopied: "The table could not be copied.",

  columns: {
    method: "Method",
    published: "Published, %",
    own: "Own, %",
    difference: "Own − published",
    control: "Against its control",
    baseline: "Against its baseline",
    seconds: "Training",
  },
  columnHints: {
    published: "Standard error of one run on one test set: a lower bound of its uncertainty",
    own: "Mean and deviation (n − 1) over seeds; below it the mean over classes",
    difference: "Points of accuracy, and the same as a number of test pictures",
    control: "The same retraining without auxiliary samples: paired by seed, 95 % interval over seeds and persons or pictures",
    baseline: "The training set alone: paired by seed, 95 % interval",
    seconds: "Of one seed; mining and distillation come before and are not counted",
  },
  legend:
    "Published ± is the standard error of one run on one test set: a lower bound. Own ± is the deviation (n − 1) over seeds. Intervals are of 95 %, paired by seed, over seeds and persons or pictures; all bars share one axis. A verdict is against the control alone, after Holm over the rows of the table.",
  citedFrom: (where: string) => `cited from ${where}`,
  added: "added",
  addedHint: "The paper has no such row",
  reference: (reference: number) => `[${reference}]`,
  accuracy: (share: number) => (share * 100).toFixed(2),
  error: (share: number) => `± ${(share * 100).toFixed(2)}`,
  seeds: (count: number) => (count === 1 ? "1 seed" : `${count} seeds`),
  byClass: (share: number, classes: number) => `${formatPercent(share, 2)} over ${classes} classes`,
  points,
  pictures,
  interval: (low: number, high: number) => `${points(low)} to ${points(high)}`,
  /** The bar of an interval, in words. */
  bar: ({ against, difference, low, high }: RowComparison) =>
    `${points(difference)} points against ${against}, 95 % interval ${points(low)} to ${points(high)}`,
  waiting: "Not run yet",
  needs: (what: readonly string[]) => `Not run yet: needs ${listed(what)}`,
  verdicts: { helped: "Helped", hurt: "Hurt", "cannot-tell": "Nothing can be told" },

  details: (method: string) => `Details of ${method}`,
  detail: {
    recipe: "Recipe",
    network: "Network",
    pictures: "Test pictures",
    verdict: "Verdict",
    note: "Note",
  },
  against: (method: string) => `Against ${method}`,
  comparison: ({ difference, low, high, pictures: count, pairs, adjustedP, pValue, mcnemar, smallest }: RowComparison) =>
    [
      `${points(difference)} points (${pictures(count)}), 95 % interval ${points(low)} to ${points(high)}, ${pairs === 1 ? "1 pair" : `${pairs} pairs`} of runs`,
      ...(adjustedP !== null
        ? [`p ${probability(adjustedP)} after Holm over the rows of this table`]
        : pValue !== null
          ? [`p ${probability(pValue)}`]
          : []),
      ...(mcnemar
        ? [`only this row right ${mcnemar.onlyOurs}, only the other ${mcnemar.onlyTheirs}, McNemar p ${probability(mcnemar.pValue)}`]
        : []),
      ...(smallest !== null ? [`shows differences from ${(smallest * 100).toFixed(1)} points on`] : []),
    ].join("; "),

  missing: "Still needed",
  missingHint: "Nothing leaves this computer; each data set's licence decides who may have it.",

  claims: "What the paper says of it",
  claimColumns: { claim: "The paper", published: "Its own numbers", own: "This project" },

  notes: "What to know",
  testSet: (source: string) => `Test set: ${source}`,

  cost: "Training cost",
  costHint: "Fig. 5. The paper prints no values; its text: DAS costs about as much as none, and both far less than VAS.",
  costEmpty: "Shown once rows of this table have been run.",
  costNames: { none: "None", vas: "VAS", das: "DAS" },
  costSetting: "Setting",
  costCell: (seconds: number, ratio: number | null) => `${formatSeconds(seconds)}${ratio === null ? "" : ` (×${ratio.toFixed(1)})`}`,
};

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
