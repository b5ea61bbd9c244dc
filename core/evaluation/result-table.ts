// The results as a terminal shows them: the three runs side by side, then what the difference is worth, what was selected, and how
// right the pseudo-labels of other thresholds would have been.
import type { Results } from "../contract/result-views.ts";
import { signedPoints } from "./paired-interval.ts";
import type { RunReport, RunScores } from "./report.ts";
import { smallestDifference } from "./smallest-difference.ts";
import { columns, percent } from "./text-table.ts";

/** Lines without colours, at most 80 columns wide for the default class names. */
export function resultTable(report: RunReport, { difference, precisionCurves }: Pick<Results, "difference" | "precisionCurves">): string {
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
  return [...columns(rows), "", ...differenceLines(difference), ...miningLines(report), ...precisionLines(precisionCurves)].join("\n");
}

function differenceLines(interval: Results["difference"]): string[] {
  if (!interval) return ["VAS - control: no test images"];
  const { difference, low, high, standardError, testCount, resampled } = interval;
  const unit = resampled.groups ? "persons or films resampled" : "images resampled";
  const size = `${signedPoints(difference)} points (95 %: ${signedPoints(low)} to ${signedPoints(high)}; ${testCount} test images, ${unit})`;
  const line = `VAS - control: ${size}`;
  if (standardError === 0) return [line]; // both runs were right about the same images, which says nothing of others
  const least = (smallestDifference(interval) * 100).toFixed(1);
  return [line, `  Smallest difference that they would show four times in five: ${least} points; other seeds add to it`];
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

const tenths = Array.from({ length: 10 }, (_, index) => (index + 1) / 10);

/** A row for each tenth of the pool; a rule whose values lie too close together to keep that share has none there. */
function precisionLines(curves: Results["precisionCurves"]): string[] {
  if (curves.length === 0) return [];
  const cells = ({ points }: Results["precisionCurves"][number], share: number) => {
    const point = points.find((candidate) => Math.abs(candidate.share - share) < 0.02);
    return point ? [point.delta.toFixed(4), percent(point.precision)] : ["-", "-"];
  };
  const rows = [
    ["  share of the pool", ...curves.flatMap(({ rule }) => [rule, "precision"])],
    ...tenths.map((share) => [`  ${Math.round(share * 100)} %`, ...curves.flatMap((curve) => cells(curve, share))]),
  ];
  return ["Pseudo-label precision at other thresholds (scored with the pool's labels, after the selection was used)", ...columns(rows)];
}

const recallOf = (scores: RunScores, className: string): string => percent(scores.recall[className]!.recall);
