// A table's page for a terminal: the numbers in columns, and below each row what its comparisons come to.
import type { RowComparison, TablePage, TableRow } from "../contract/table-views.ts";
import { signedPoints } from "./paired-interval.ts";
import { picturesText, signedPoints2 } from "./table-numbers.ts";
import { pText } from "./table-verdict.ts";
import { columns } from "./text-table.ts";

/** Of Fig. 5, whose values the paper does not print. */
const costClaim = "Seconds of training (Fig. 5; the paper says that DAS costs about as much as none, and both far less than VAS)";

/** Lines without colours. A miniature says so on every line that holds a number of its own. */
export function tableText(page: TablePage): string {
  const { table, title, section, protocol, test, citedFrom, isMiniature, groups, claims, notes } = page;
  const rows = groups.flatMap((group) => group.rows);
  const [head, ...lines] = columns([
    ["", "published", "own", "own - published"],
    ...rows.map((row) => [`  ${nameOf(row)}`, publishedCell(row), ownCell(row, isMiniature), differenceCell(row)]),
  ]);
  const lineOf = new Map(rows.map((row, index) => [row, lines[index]!]));
  return [
    `Table ${table} (section ${section}): ${title}`,
    `${protocol}, ${test.pictures} test pictures${test.isInferred ? " (inferred)" : ""}. ${test.source}`,
    ...(isMiniature ? ["MINIATURE: made on generated pictures. It shows that the table runs, and says nothing of the paper."] : []),
    "",
    head!,
    ...groups.flatMap((group) => [group.title, ...group.rows.flatMap((row) => [lineOf.get(row)!, ...rowLines(row, isMiniature)])]),
    "",
    "* is not in the paper. Published: the standard error is a lower bound, of one run on one test set. Own: mean and deviation (n - 1) over seeds.",
    ...(citedFrom === null ? [] : [`Numbers of previous works: cited from ${citedFrom}.`]),
    ...notes,
    "",
    "What the paper says",
    ...claims.flatMap((claim) => [`  ${claim.text}`, `    printed: ${claim.published}`, `    own: ${claim.own}`]),
    ...costLines(page),
    ...missingLines(rows),
  ].join("\n");
}

const nameOf = ({ method, reference, origin }: TableRow): string =>
  `${method}${reference === null ? "" : ` [${reference}]`}${origin === "added" ? " *" : ""}`;

const percent2 = (share: number): string => (share * 100).toFixed(2);

const publishedCell = ({ published }: TableRow): string =>
  published === null ? "-" : `${percent2(published.accuracy)} ± ${percent2(published.standardError)}`;

function ownCell({ own }: TableRow, isMiniature: boolean): string {
  if (own === null) return "-";
  const deviation = own.deviation === null ? "" : ` ± ${percent2(own.deviation)}`;
  return `${percent2(own.accuracy)}${deviation} (${own.seeds})${isMiniature ? " miniature" : ""}`;
}

const differenceCell = ({ difference }: TableRow): string =>
  difference === null ? "-" : `${signedPoints2(difference.points)} (${picturesText(difference.pictures)})`;

function rowLines({ own, note, control, baselines, verdict, missing }: TableRow, isMiniature: boolean): string[] {
  const lines = own === null && missing.length > 0 ? [`needs ${missing.map(({ what }) => what).join(", ")}`] : [];
  if (own !== null) {
    const byClass = own.meanClassAccuracy === null ? "" : `mean of ${own.classes} classes ${percent2(own.meanClassAccuracy)} %, `;
    lines.push(`${byClass}${own.pictures} pictures, ${own.seconds.toFixed(1)} s a seed, ${own.network}${isMiniature ? ", miniature" : ""}`);
  }
  if (note !== null) lines.push(note);
  if (control !== null) lines.push(`against its control: ${comparisonText(control)}`);
  for (const baseline of baselines) lines.push(`against ${baseline.against}: ${comparisonText(baseline)}`);
  if (verdict !== null) lines.push(verdict.text);
  return lines.map((line) => `      ${line}`);
}

function comparisonText({ difference, low, high, pictures, pairs, adjustedP, mcnemar, smallest }: RowComparison): string {
  return [
    `${signedPoints2(difference)} points (${picturesText(pictures)}; 95 %: ${signedPoints(low)} to ${signedPoints(high)}; pairs: ${pairs})`,
    ...(adjustedP === null ? [] : [`Holm p ${pText(adjustedP)}`]),
    ...(mcnemar === null ? [] : [`McNemar ${mcnemar.onlyOurs} to ${mcnemar.onlyTheirs}, p ${pText(mcnemar.pValue)}`]),
    ...(smallest === null ? [] : [`would show ${(smallest * 100).toFixed(1)} points`]),
  ].join(", ");
}

function costLines({ costs }: TablePage): string[] {
  if (costs.length === 0) return [];
  const cells = costs.map(({ name, bars }) => {
    const cell = (arm: "none" | "vas" | "das") => {
      const bar = bars.find((candidate) => candidate.arm === arm);
      if (!bar) return "-";
      const ratio = bar.ratioToNone === null || arm === "none" ? "" : ` (x${bar.ratioToNone.toFixed(1)})`;
      return `${bar.seconds.toFixed(1)}${ratio}`;
    };
    return [`  ${name}`, cell("none"), cell("vas"), cell("das")];
  });
  return ["", costClaim, ...columns([["", "none", "VAS", "DAS"], ...cells])];
}

/** Each once, however many rows wait for it. */
function missingLines(rows: readonly TableRow[]): string[] {
  const inputs = new Map(rows.flatMap(({ missing }) => missing).map((input) => [input.what, input]));
  if (inputs.size === 0) return [];
  return ["", "Still needed", ...[...inputs.values()].map(({ what, get, where }) => `  ${what}: ${get} ${where}`)];
}
