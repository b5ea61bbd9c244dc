// What it takes to be accepted by a selection, a class at a time. A cap keeps the largest values of a class, so it acts as a higher
// threshold, at which equal values are taken nearest to the centroid first until the cap is full.
import type { Selection } from "../recipe.ts";
import { argsort } from "./argsort.ts";
import { gridStep, thresholdOf } from "./delta-grid.ts";
import type { SortedColumns } from "./pool-columns.ts";
import type { ThresholdCounts } from "./threshold-counts.ts";

/** By class: a row is accepted when its value is above the threshold, or equal to it and its place is not after `lastTiedPlace`. */
export interface Acceptance {
  thresholds: Float32Array;
  lastTiedPlace: Float64Array;
}

/**
 * @param classIndex  accepts rows of this class only; null accepts all
 */
export function acceptanceOf(
  columns: SortedColumns,
  counts: ThresholdCounts,
  selection: Selection,
  classIndex: number | null = null,
): Acceptance {
  const { classCount } = counts;
  const thresholds = Float32Array.from({ length: classCount }, (_, k) =>
    classIndex === null || k === classIndex ? thresholdOf(selection, k) : Number.POSITIVE_INFINITY,
  );
  const acceptance = { thresholds, lastTiedPlace: new Float64Array(classCount).fill(Number.POSITIVE_INFINITY) };
  if (selection.capPerClass !== null) raiseToCap(columns, counts, acceptance, selection.capPerClass);
  return acceptance;
}

/** Raises the threshold of each class that has more than `cap` rows above it. Only the grid step that holds the cap is sorted. */
function raiseToCap(
  { labels, values }: SortedColumns,
  counts: ThresholdCounts,
  { thresholds, lastTiedPlace }: Acceptance,
  cap: number,
): void {
  const stepOfCap = Int32Array.from({ length: counts.classCount }, (_, k) =>
    counts.countOfClass(k) > cap ? counts.stepKeeping(k, cap) : -1,
  );
  const candidates = Array.from(stepOfCap, () => [] as number[]);
  for (let place = 0; place < values.length; place++) {
    const label = labels[place]!;
    const value = values[place]!;
    if (value >= thresholds[label]! && gridStep(value) === stepOfCap[label]) candidates[label]!.push(place);
  }
  candidates.forEach((places, k) => {
    const room = cap - counts.countFrom(k, stepOfCap[k]! + 1);
    if (stepOfCap[k]! < 0 || places.length < room) return; // the delta alone keeps fewer than the cap
    const byValue = argsort(
      Float32Array.from(places, (place) => values[place]!),
      "descending",
    );
    const last = places[byValue[room - 1]!]!;
    thresholds[k] = values[last]!;
    lastTiedPlace[k] = last;
  });
}
