// One arm against another: the same seeds, the same test pictures, the difference with its interval and what it could have shown.
import type { RowComparison } from "../contract/table-views.ts";
import type { Steps } from "../mining/steps.ts";
import type { ArmResult } from "./arm-result.ts";
import { mcnemar } from "./mcnemar.ts";
import { pairedInterval } from "./paired-interval.ts";
import { picturesOf } from "./published-number.ts";
import { smallestDifference } from "./smallest-difference.ts";

export type ArmComparison = Omit<RowComparison, "rowId" | "against" | "adjustedP">;

/** @returns null where no seed has both, or they were tested on other pictures */
export function* compareArms(ours: ArmResult, theirs: ArmResult): Steps<ArmComparison | null> {
  const { labels, groups } = ours.pictures;
  if (!areSame(labels, theirs.pictures.labels)) return null;
  const pairs = ours.seeds.flatMap(({ seed, predicted }) => {
    const other = theirs.seeds.find((candidate) => candidate.seed === seed);
    return other ? [{ ours: predicted, others: [other.predicted] }] : [];
  });
  const interval = yield* pairedInterval({ labels, groups }, pairs);
  if (interval === null) return null;
  const { difference, low, high, standardError, pValue, resampled } = interval;
  const single = pairs.length === 1 && !resampled.groups ? pairs[0]! : null;
  return {
    difference,
    low,
    high,
    pictures: picturesOf(difference, labels.length),
    pairs: pairs.length,
    // One pair says nothing of what another seed would have given.
    pValue: resampled.seeds ? pValue : null,
    // Nothing follows of what it could have shown where the resamples saw no difference at all.
    smallest: resampled.seeds && standardError > 0 ? smallestDifference({ standardError }) : null,
    mcnemar: single && exactTest(labels, single.ours, single.others[0]!),
  };
}

function areSame(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Pictures of one person are not independent, and the test asks that they are: only where no group repeats. */
function exactTest(labels: ArrayLike<number>, ours: ArrayLike<number>, theirs: ArrayLike<number>): RowComparison["mcnemar"] {
  let onlyOurs = 0;
  let onlyTheirs = 0;
  for (let i = 0; i < labels.length; i++) {
    if (ours[i] === theirs[i]) continue;
    if (ours[i] === labels[i]) onlyOurs++;
    else if (theirs[i] === labels[i]) onlyTheirs++;
  }
  return { onlyOurs, onlyTheirs, pValue: mcnemar(onlyOurs, onlyTheirs) };
}
