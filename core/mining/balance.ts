// Class collapse, the first thing a user must see: on real faces the largest margins all belong to one class. The warning comes
// before any retraining, names the classes and offers what helps.
import { gridDelta } from "./delta-grid.ts";
import type { ThresholdCounts } from "./threshold-counts.ts";

/** A class above this share of the selection has crowded out the others. */
export const largestHealthyShare = 0.7;

/** What can be done about a collapse. `text` says it to the user. */
export type CollapseMend =
  | { kind: "cap"; capPerClass: number; text: string }
  /** `perClassDeltas` suggests them. */
  | { kind: "per-class-delta"; text: string }
  | { kind: "confidence-rule"; text: string };

export interface CollapseWarning {
  /** Classes without a selected sample. */
  missing: string[];
  /** The class that holds more than 70 % of the selection. */
  dominant: { className: string; share: number } | null;
  text: string;
  mends: CollapseMend[];
}

/**
 * @param countByClass  selected samples of each class, cap included
 * @returns null for a selection in which every class has samples and none holds more than 70 %
 */
export function collapseWarning(countByClass: readonly number[], classes: readonly string[]): CollapseWarning | null {
  const total = countByClass.reduce((sum, count) => sum + count, 0);
  const missing = classes.filter((_, k) => countByClass[k] === 0);
  const largest = Math.max(...countByClass);
  const isDominated = total > 0 && largest / total > largestHealthyShare;
  const dominant = isDominated ? { className: classes[countByClass.indexOf(largest)]!, share: largest / total } : null;
  if (missing.length === 0 && !dominant) return null;
  return { missing, dominant, text: textOf(total, missing, dominant), mends: mendsOf(countByClass, total) };
}

function textOf(total: number, missing: readonly string[], dominant: CollapseWarning["dominant"]): string {
  if (total === 0) return "Nothing is selected: no pool image reaches the threshold.";
  const sentences: string[] = [];
  if (dominant) sentences.push(`${capitalised(dominant.className)} holds ${Math.round(dominant.share * 100)} % of the selection.`);
  if (missing.length > 0) sentences.push(`No sample is selected for ${listOf(missing)}.`);
  return sentences.join(" ");
}

function mendsOf(countByClass: readonly number[], total: number): CollapseMend[] {
  const capPerClass = suggestedCap(countByClass, total);
  return [
    { kind: "cap", capPerClass, text: `Cap each class at ${capPerClass.toLocaleString("en")}, its largest values first.` },
    { kind: "per-class-delta", text: "Give each class its own delta, so that every class keeps the same share of its pseudo-labels." },
    { kind: "confidence-rule", text: "Select by softmax confidence instead of the margin." },
  ];
}

/** The count of the second largest class, so that no class can lead alone; an equal part for each when only one has samples. */
function suggestedCap(countByClass: readonly number[], total: number): number {
  const second = [...countByClass].sort((a, b) => b - a)[1] ?? 0;
  return second > 0 ? second : Math.max(1, Math.ceil(total / countByClass.length));
}

/**
 * A delta for each class that keeps the same share of its pseudo-labels, at least one image: rare classes come back, and every class
 * gives its best. null for a class that no pool image was given.
 *
 * @param share  above 0, at most 1
 */
export function perClassDeltas(counts: ThresholdCounts, share: number): (number | null)[] {
  return Array.from({ length: counts.classCount }, (_, k) => {
    const count = counts.countOfClass(k);
    return count === 0 ? null : gridDelta(counts.stepKeeping(k, Math.max(1, Math.round(share * count))));
  });
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const listOf = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
