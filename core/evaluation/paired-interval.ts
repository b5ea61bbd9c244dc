// Whether one way of training beats another: the difference of their accuracies on the same test images, trained from the same seeds.
// Two things could have come out otherwise, and both are resampled: the seed (or batch order) that a network was trained with, and who
// was tested. The only interval of a difference in this project; a single pair of runs is the case in which no seed can be resampled.
import type { PairedInterval } from "../distillation/distillation-view.ts";
import type { Steps } from "../mining/steps.ts";
import { randomStream } from "../random.ts";
import { deviationOf, meanOf } from "./mean-deviation.ts";
import { imageClusters } from "./test-groups.ts";

/** Predictions of runs that were trained from one seed, or in one batch order. */
export interface PairedOrder {
  /** [N] */
  ours: ArrayLike<number>;
  /** [N] each: one run, or several draws. */
  others: readonly ArrayLike<number>[];
}

export interface TestImages {
  /** [N] true class. */
  labels: ArrayLike<number>;
  /** [N] group of each image (test-groups.ts), negative where it stands alone; null where all do. */
  groups: ArrayLike<number> | null;
}

const resampleCount = 2000;
const resamplesPerStep = 50;
/** The bootstrap's own: the interval of the same runs is always the same. */
const seed = 1;

/**
 * Mean over seeds of our accuracy minus the mean of the others', with its 95 % percentile interval: seeds, the draws within each, and test
 * images (whole groups where they are known) are resampled together (Owen 2007, https://doi.org/10.1214/07-AOAS122, who shows that this
 * errs on the wide side).
 *
 * p is read off the same resamples, so that it agrees with the interval: twice the share of those on the other side of zero, zero among
 * them, (r + 1) / (R + 1) each, so that it is never 0.
 *
 * @returns null without a pair or without test images
 */
export function* pairedInterval({ labels, groups }: TestImages, orders: readonly PairedOrder[]): Steps<PairedInterval | null> {
  const clusters = imageClusters(labels.length, groups);
  const gains = orders
    .map(({ ours, others }) => others.map((theirs) => gainsByCluster(labels, ours, theirs, clusters)))
    .filter((each) => each.length > 0);
  if (gains.length === 0 || labels.length === 0) return null;
  const differences = yield* resampledDifferences(gains, clusters.sizes);
  differences.sort();
  const [notAbove, notBelow] = [differences.filter((value) => value <= 0).length, differences.filter((value) => value >= 0).length];
  return {
    difference: meanOf(gains.map((draws) => meanOf(draws.map(sumOf)))) / labels.length,
    low: differences[Math.floor(0.025 * resampleCount)]!,
    high: differences[Math.ceil(0.975 * resampleCount) - 1]!,
    standardError: deviationOf([...differences])!,
    pValue: Math.min(1, (2 * (Math.min(notAbove, notBelow) + 1)) / (resampleCount + 1)),
    pairs: gains.flat().length,
    testCount: labels.length,
    resampled: { seeds: gains.length > 1, groups: clusters.sizes.length < labels.length },
  };
}

/**
 * @param gains  by seed and draw: images of each cluster that ours gets right more than the other does
 * @param sizes  images of each cluster
 */
function* resampledDifferences(gains: readonly Int32Array[][], sizes: Int32Array): Steps<Float64Array> {
  const random = randomStream(seed, "paired-interval");
  const differences = new Float64Array(resampleCount);
  for (let resample = 0; resample < resampleCount; resample++) {
    const drawn = new Float64Array(sizes.length);
    for (const _ of gains) {
      const draws = gains[random.integer(gains.length)]!;
      for (const _ of draws) addScaled(drawn, draws[random.integer(draws.length)]!, 1 / (gains.length * draws.length));
    }
    let [gain, count] = [0, 0];
    for (let draw = 0; draw < sizes.length; draw++) {
      const cluster = random.integer(sizes.length);
      gain += drawn[cluster]!;
      count += sizes[cluster]!;
    }
    differences[resample] = gain / count;
    if (resample % resamplesPerStep === 0) yield;
  }
  return differences;
}

/** What an interval allows one to say, plainly. */
export function verdict({ low, high, resampled }: Pick<PairedInterval, "low" | "high" | "resampled">): string {
  if (!resampled.seeds) return "Nothing can be told: it was trained in one batch order, which alone moves an accuracy by about a point.";
  if (low > 0) return `helps by at least ${points(low)} points (95 %)`;
  if (high < 0) return `hurts by at least ${points(-high)} points (95 %)`;
  return `Nothing can be told: anything from ${signedPoints(low)} to ${signedPoints(high)} points (95 %)`;
}

const points = (share: number): string => (share * 100).toFixed(1);

/** Hundredths of an accuracy with their sign: "+1.2". */
export const signedPoints = (difference: number): string => `${difference >= 0 ? "+" : "-"}${points(Math.abs(difference))}`;

function gainsByCluster(
  labels: ArrayLike<number>,
  ours: ArrayLike<number>,
  theirs: ArrayLike<number>,
  { of, sizes }: ReturnType<typeof imageClusters>,
): Int32Array {
  const gains = new Int32Array(sizes.length);
  for (let i = 0; i < labels.length; i++) gains[of[i]!]! += Number(ours[i] === labels[i]) - Number(theirs[i] === labels[i]);
  return gains;
}

function addScaled(sum: Float64Array, values: Int32Array, scale: number): void {
  for (let i = 0; i < sum.length; i++) sum[i]! += values[i]! * scale;
}

const sumOf = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0);
