// The results as a terminal shows them: the three runs side by side, then what the difference is worth and what was selected.
import type { PairedDifference } from "../contract.ts";
import type { RunReport, RunScores } from "./report.ts";

/** Lines without colours, at most 80 columns wide for the default class names. */
export function resultTable(report: RunReport, difference: PairedDifference | null): string {
  const { primitive, control, vas, seconds, classes } = report;
  const rows = [
    ["", "primitive", "control", "VAS"],
    ["accuracy", ...[primitive, control, vas].map(({ accuracy }) => percent(accuracy))],
    ["mean class accuracy", ...[primitive, control, vas].map(({ meanClassAccuracy }) => percent(meanClassAccuracy))],
    ...classes.map((name) => [
      `  ${name} (${primitive.recall[name]!.count})`,
      ...[primitive, control, vas].map((scores) => recallOf(scores, name)),
    ]),
    ["seconds", ...[seconds.primitive, seconds.control, seconds.vas].map((value) => value.toFixed(1))],
  ];
  return [...columns(rows), "", differenceLine(difference), ...miningLines(report)].join("\n");
}

function differenceLine(difference: PairedDifference | null): string {
  if (!difference) return "VAS - control: no test images";
  const { low, high, testCount, groups } = difference;
  const unit = groups ? "persons resampled" : "images resampled";
  return `VAS - control: ${points(difference.difference)} points (95 %: ${points(low)} to ${points(high)}; ${testCount} test images, ${unit})`;
}

function miningLines({ mining, imagesPerSecond, seconds, classes }: RunReport): string[] {
  const selected = `${mining.selected} of ${mining.pool} pool images (${percent(mining.share)})`;
  const rows = [
    ["", "selected", "precision"],
    ...classes.map((name) => [`  ${name}`, String(mining.perClass[name]!.selected), percent(mining.perClass[name]!.precision)]),
  ];
  return [
    `Selected by ${mining.rule} at delta ${mining.delta.toFixed(4)}: ${selected}, pseudo-label precision ${percent(mining.precision)}`,
    ...columns(rows),
    `Mining took ${seconds.mine.toFixed(1)} s at ${Math.round(imagesPerSecond.mine)} images/s, training ran at ${Math.round(imagesPerSecond.train)} images/s`,
  ];
}

/** First column to the left, numbers to the right. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]! + 2)))
      .join("")
      .trimEnd(),
  );
}

const recallOf = (scores: RunScores, className: string): string => percent(scores.recall[className]!.recall);

const percent = (fraction: number | null): string => (fraction === null ? "-" : `${(fraction * 100).toFixed(1)} %`);

const points = (difference: number): string => `${difference >= 0 ? "+" : "-"}${Math.abs(difference * 100).toFixed(1)}`;
