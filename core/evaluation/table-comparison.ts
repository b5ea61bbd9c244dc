// One arm against another: the same seeds, the same test pictures, the difference with its interval and what it could have shown.
import type { RowComparison } from "../contract/table-views.ts";
import type { Steps } from "../mining/steps.ts";
import type { ArmResult, TestPictures } from "./arm-result.ts";
import { mcnemar } from "./mcnemar.ts";
import { pairedInterval } from "./paired-interval.ts";
import { picturesOf } from "./published-number.ts";
import { smallestDifference } from "./smallest-difference.ts";
import { imageClusters } from "./test-groups.ts";

export type ArmComparison = Omit<RowComparison, "rowId" | "against" | "adjustedP">;

/** @returns null where no seed has both, or they were tested on other pictures */
export function* compareArms(ours: ArmResult, theirs: ArmResult): Steps<ArmComparison | null> {
  const { labels, persons } = ours.pictures;
  if (!areSame(labels, theirs.pictures.labels)) return null;
  const pairs = ours.seeds.flatMap(({ seed, predicted }) => {
    const other = theirs.seeds.find((candidate) => candidate.seed === seed);
    return other ? [{ ours: predicted, others: [other.predicted] }] : [];
  });
  const interval = yield* pairedInterval({ labels, persons }, pairs);
  if (interval === null) return null;
  const single = pairs.length === 1 && isEachAlone(ours.pictures) ? pairs[0]! : null;
  const { difference, low, high, pairs: pairCount } = interval;
  return {
    difference,
    low,
    high,
    pairs: pairCount,
    pValue: interval.resampled.seeds ? interval.pValue : null,
    pictures: picturesOf(interval.difference, labels.length),
    mcnemar: single && exactTest(labels, single.ours, single.others[0]!),
    // One pair says nothing of what another seed would have given.
    smallest: pairs.length < 2 ? null : smallestDifference(interval),
  };
}

function areSame(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Pictures of one person are not independent, and McNemar's test asks that they are. */
const isEachAlone = ({ labels, persons }: TestPictures): boolean => imageClusters(labels.length, persons).sizes.length === labels.length;

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
