// The paper's sentences about a table, each with what its own numbers say, and what this project's do.
import type { RowComparison, TableClaim, TableRow } from "../contract/table-views.ts";
import { signedPoints } from "./paired-interval.ts";
import type { PaperClaim, TestCount } from "./paper/table.ts";
import { picturesOf } from "./published-number.ts";
import { picturesText, signedPoints2 } from "./table-numbers.ts";

/** More are summed up: they would be no line any more. */
const mostListed = 2;

/** @param comparisons  of each pair; null where one of the two has not been run, or cannot be */
export function tableClaim(
  { text, pairs }: PaperClaim,
  rowOf: (id: string) => TableRow,
  test: TestCount,
  comparisons: readonly (Pick<RowComparison, "difference" | "low" | "high" | "pairs"> | null)[],
): TableClaim {
  const rows = pairs.map(([ours, other]) => [rowOf(ours), rowOf(other)] as const);
  return { text, published: publishedLine(rows, test), own: ownLine(rows, comparisons) };
}

type Pair = readonly [TableRow, TableRow];

function publishedLine(rows: readonly Pair[], { pictures }: TestCount): string {
  const differences = rows.map(([ours, other]) => ours.published!.accuracy - other.published!.accuracy);
  const error = (rows[0]![0].published!.standardError * 100).toFixed(1);
  const scale = `One number's standard error is ${error} points or more.`;
  if (differences.length <= mostListed) {
    return `${differences.map((each) => `${signedPoints2(each)} points (${picturesText(picturesOf(each, pictures))})`).join(" and ")}. ${scale}`;
  }
  const above = differences.filter((each) => each > 0).length;
  return `Above in ${above} of ${differences.length}, ${rangeText(differences)} points (${rangeOfPictures(differences, pictures)}). ${scale}`;
}

const rangeText = (values: readonly number[]): string => `${signedPoints2(Math.min(...values))} to ${signedPoints2(Math.max(...values))}`;

const rangeOfPictures = (values: readonly number[], pictures: number): string =>
  `${Math.round(picturesOf(Math.min(...values), pictures))} to ${picturesText(picturesOf(Math.max(...values), pictures))}`;

type Compared = Pick<RowComparison, "difference" | "low" | "high" | "pairs">;

function ownLine(rows: readonly Pair[], comparisons: readonly (Compared | null)[]): string {
  const paired = comparisons.flatMap((each) => each ?? []);
  const printed = rows.filter(([ours, other]) => other.recipe === null && ours.own !== null);
  const toPrinted = printed.flatMap(([ours, other]) => (ours.difference ? [ours.own!.accuracy - other.published!.accuracy] : []));
  const waiting = rows.length - paired.length - printed.length;
  if (waiting === rows.length) return "Not run yet.";
  const parts = [
    ...(paired.length <= mostListed ? paired.map(intervalText) : [sumUp(paired)]),
    ...(toPrinted.length > mostListed ? [`${rangeText(toPrinted)} points from printed numbers`] : []),
    ...(toPrinted.length <= mostListed ? toPrinted.map((each) => `${signedPoints2(each)} points from a printed number`) : []),
    ...(toPrinted.length < printed.length ? ["not compared with printed numbers"] : []),
    ...(waiting > 0 ? [`${waiting} of ${rows.length} not run yet`] : []),
  ];
  return `${capitalised(parts.join("; "))}.`;
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function intervalText({ difference, low, high, pairs }: Compared): string {
  const size = `${signedPoints2(difference)} points (95 %: ${signedPoints(low)} to ${signedPoints(high)})`;
  return pairs < 2
    ? `${size}, with one seed, so nothing can be told`
    : `${size}, ${low > 0 ? "above" : high < 0 ? "below" : "not told apart"}`;
}

function sumUp(paired: readonly Compared[]): string {
  const told = paired.filter(({ pairs }) => pairs > 1);
  const above = told.filter(({ low }) => low > 0).length;
  const below = told.filter(({ high }) => high < 0).length;
  return `Above in ${above} of ${paired.length}, below in ${below}, not told apart in ${paired.length - above - below} (95 % each)`;
}
