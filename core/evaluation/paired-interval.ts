// Whether one way of retraining beats another: the difference of their accuracies on the same test images, trained in the same batch
// orders. Two things could have come out otherwise, and both are resampled: the order that a network was trained in, and who was tested.
import type { PairedInterval } from "../distillation/distillation-view.ts";
import type { Steps } from "../mining/steps.ts";
import { randomStream } from "../random.ts";
import { imageClusters } from "./statistics.ts";

/** Predictions of runs that were trained in one batch order. */
export interface PairedOrder {
  /** [N] */
  ours: ArrayLike<number>;
  /** [N] each: one run, or several draws. */
  others: readonly ArrayLike<number>[];
}

export interface TestImages {
  /** [N] true class. */
  labels: ArrayLike<number>;
  /** [N] person in each image, negative where unknown; null where no image has one. */
  persons: ArrayLike<number> | null;
}

const resampleCount = 2000;
const resamplesPerStep = 50;
/** The bootstrap's own: the interval of the same runs is always the same. */
const seed = 1;

/**
 * Mean over batch orders of our accuracy minus the mean of the others', with its 95 % percentile interval: orders, the draws within each,
 * and test images (whole persons where they are known) are resampled together (Owen 2007, https://doi.org/10.1214/07-AOAS122, who shows
 * that this errs on the wide side).
 *
 * @returns null without a pair or without test images
 */
export function* pairedInterval({ labels, persons }: TestImages, orders: readonly PairedOrder[]): Steps<PairedInterval | null> {
  const clusters = imageClusters(labels.length, persons);
  const gains = orders
    .map(({ ours, others }) => others.map((theirs) => gainsByCluster(labels, ours, theirs, clusters)))
    .filter((each) => each.length > 0);
  if (gains.length === 0 || labels.length === 0) return null;
  const random = randomStream(seed, "paired-interval");
  const clusterCount = clusters.sizes.length;
  const differences = new Float64Array(resampleCount);
  for (let resample = 0; resample < resampleCount; resample++) {
    const drawn = new Float64Array(clusterCount);
    for (const _ of gains) {
      const draws = gains[random.integer(gains.length)]!;
      for (const _ of draws) addScaled(drawn, draws[random.integer(draws.length)]!, 1 / (gains.length * draws.length));
    }
    let [gain, count] = [0, 0];
    for (let draw = 0; draw < clusterCount; draw++) {
      const cluster = random.integer(clusterCount);
      gain += drawn[cluster]!;
      count += clusters.sizes[cluster]!;
    }
    differences[resample] = gain / count;
    if (resample % resamplesPerStep === 0) yield;
  }
  differences.sort();
  return {
    difference: meanOf(gains.map((draws) => meanOf(draws.map(sumOf)))) / labels.length,
    low: differences[Math.floor(0.025 * resampleCount)]!,
    high: differences[Math.ceil(0.975 * resampleCount) - 1]!,
    pairs: gains.flat().length,
  };
}

/** What an interval allows one to say, plainly. */
export function verdict({ low, high, pairs }: PairedInterval): string {
  if (pairs < 2) return "Nothing can be told: it was trained in one batch order, which alone moves an accuracy by about a point.";
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
const meanOf = (values: readonly number[]): number => sumOf(values) / values.length;
