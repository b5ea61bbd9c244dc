// What `omnifer data inspect` prints. Names of files and labels are a stranger's text, so they are shown without control characters.

import type { KnownSet, SetReport } from "../contract/set-views.ts";
import { quote } from "../datasets/csv-rows.ts";
import type { LeftOut } from "../datasets/set-reader.ts";
import type { LabelCounts } from "../datasets/set-report.ts";

interface Asides {
  /** Other readers that know the folder. */
  others: KnownSet["others"];
  /** What to do about a label that nobody knows. */
  unknownMend: string;
}

export function reportText(directory: string, report: SetReport, { others, unknownMend }: Asides): string {
  const { title, reader, layout, count, subjects, sequences, licence, digest, labels, classes, leftOut } = report;
  const facts: [string, string][] = [
    ["data set", `${title} (${reader}): ${plain(layout)}`],
    ["pictures", `${count}`],
    ["people", subjects === 0 ? "not known" : `${subjects}`],
    ["sequences", sequences === 0 ? "none" : `${sequences}`],
    ["licence", licence.terms],
    ["digest", digest],
  ];
  const lines = [directory, ...columns(facts), "", ...columns(labelRows(report))];
  const hasSums = classes.length < labels.filter(({ means }) => means !== null).length;
  if (hasSums) lines.push("", ...columns(classRows(report)));
  if (leftOut.length > 0) lines.push("", "left out", ...leftOut.map(leftOutLine));
  const unknown = labels.filter(({ from }) => from === "nobody").map(({ label }) => quote(label));
  const question = unknown.length > 0 ? [`What does ${unknown.join(", ")} mean? ${unknownMend}`] : [];
  const known = others.map((other) => `${other.title} knows this folder too (${other.layout}): --reader ${other.reader}`);
  const notes = [...known, ...report.notes, ...question].map((note) => `note: ${plain(note)}`);
  if (notes.length > 0) lines.push("", ...notes);
  return `${lines.join("\n")}\n`;
}

/** A row a label with its class, its pictures by part and in all; then those without a label, and the sums. */
function labelRows({ parts, labels, unlabelled }: SetReport): string[][] {
  const sums = parts.map((_, part) => unlabelled[part]! + sumOf(labels.map(({ counts }) => counts[part]!)));
  return [
    ["label", "class", ...parts, "all"],
    ...labels.map((label) => [plain(label.label), classOf(label), ...cells(label.counts)]),
    ...(sumOf(unlabelled) > 0 ? [["without", "", ...cells(unlabelled)]] : []),
    ["all", "", ...cells(sums)],
  ];
}

/** Where several labels mean one class, what the class has. */
const classRows = ({ parts, classes }: SetReport): string[][] => [
  ["class", ...parts, "all"],
  ...classes.map(({ name, counts }) => [name, ...cells(counts)]),
];

const cells = (counts: readonly number[]): string[] => [...counts, sumOf(counts)].map(String);
const classOf = ({ means, from }: LabelCounts): string => means ?? (from === "nobody" ? "?" : "none");
const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
/** Without control characters, and at any length: notes are sentences. */
export const plain = (text: string): string =>
  Array.from(text, (letter) => (letter < " " || letter === "\u007f" ? "\ufffd" : letter)).join("");

function leftOutLine({ reason, count, examples }: SetReport["leftOut"][number]): string {
  const place = ({ file, line }: LeftOut) => (line === undefined ? plain(file) : `${plain(file)}, line ${line}`);
  const more = count > examples.length ? " …" : "";
  return `  ${count}  ${reason}: ${examples.map(place).join("; ")}${more}`;
}

/** Cells of rows below one another; a cell that is a number stands at the right of its column. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  const isNumeric = widths.map((_, column) => rows.length > 1 && rows.slice(1).every((row) => /^\d+$/.test(row[column] ?? "")));
  return rows.map((row) =>
    row
      .map((cell, column) => (isNumeric[column] ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
      .join("  ")
      .trimEnd(),
  );
}
