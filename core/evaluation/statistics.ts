// Intervals, so that no difference is read as an effect before its size is known: Wilson for a share, MOVER for a weighted sum of
// shares, and a paired bootstrap for two runs on the same test images.
import { randomStream } from "../random.ts";

export interface Interval {
  low: number;
  high: number;
}

/** Two-sided 95 %. */
const z95 = 1.959963984540054;

/**
 * Wilson's score interval of a share, 95 % (Wilson 1927, https://doi.org/10.1080/01621459.1927.10502953): stays inside 0 to 1 and
 * is honest for small counts. No trials leave 0 to 1.
 */
export function wilsonInterval(successes: number, trials: number): Interval {
  if (trials === 0) return { low: 0, high: 1 };
  const share = successes / trials;
  const spread = z95 ** 2 / trials;
  const centre = (share + spread / 2) / (1 + spread);
  const half = (z95 * Math.sqrt((share * (1 - share)) / trials + spread / (4 * trials))) / (1 + spread);
  // At the ends the exact bounds are 0 and 1; rounding must not leave the estimate outside its own interval.
  return { low: successes === 0 ? 0 : centre - half, high: successes === trials ? 1 : centre + half };
}

/** One part of a stratified estimate. */
export interface Stratum {
  /** Share of the whole, 0 to 1. */
  weight: number;
  successes: number;
  trials: number;
}

/**
 * Weighted sum of independent shares with its 95 % interval: Wilson inside a stratum, MOVER across (Zou and Donner 2008,
 * https://doi.org/10.1002/sim.3095): distances from estimate to bound add in squares. Every stratum needs trials.
 */
export function stratifiedShare(strata: readonly Stratum[]): Interval & { estimate: number } {
  let estimate = 0;
  let below = 0;
  let above = 0;
  for (const { weight, successes, trials } of strata) {
    const share = successes / trials;
    const { low, high } = wilsonInterval(successes, trials);
    estimate += weight * share;
    below += (weight * (share - low)) ** 2;
    above += (weight * (high - share)) ** 2;
  }
  return { estimate, low: Math.max(0, estimate - Math.sqrt(below)), high: Math.min(1, estimate + Math.sqrt(above)) };
}

export interface PairedPredictions {
  /** [N] true class of each test image. */
  labels: ArrayLike<number>;
  /** [N] predictions of the run that the other is measured against. */
  control: ArrayLike<number>;
  /** [N] */
  vas: ArrayLike<number>;
  /** [N] person in each image, negative where unknown; null where no image has one. */
  persons: ArrayLike<number> | null;
}

export interface PairedDifferenceResult extends Interval {
  /** Accuracy of VAS minus accuracy of the control. */
  difference: number;
  testCount: number;
  /** True when whole persons were resampled, because images of one person are not independent. */
  groups: boolean;
}

const resampleCount = 2000;

/**
 * Accuracy difference on the same test images, with its 95 % percentile bootstrap interval over images, or over persons where they
 * are known. The same seed gives the same interval. It holds the two networks fixed: what another seed would train is not in it.
 *
 * @returns null for an empty test set
 */
export function pairedDifference({ labels, control, vas, persons }: PairedPredictions, seed: number): PairedDifferenceResult | null {
  const testCount = labels.length;
  if (testCount === 0) return null;
  const gains = Int8Array.from({ length: testCount }, (_, i) => Number(vas[i] === labels[i]) - Number(control[i] === labels[i]));
  const { of, sizes } = imageClusters(testCount, persons);
  const clusterGains = new Int32Array(sizes.length);
  for (const [i, gain] of gains.entries()) clusterGains[of[i]!]! += gain;
  const random = randomStream(seed, "paired-difference");
  const differences = Float64Array.from({ length: resampleCount }, () => {
    let gain = 0;
    let count = 0;
    for (let draw = 0; draw < sizes.length; draw++) {
      const cluster = random.integer(sizes.length);
      gain += clusterGains[cluster]!;
      count += sizes[cluster]!;
    }
    return gain / count;
  }).sort();
  return {
    difference: gains.reduce((sum, gain) => sum + gain, 0) / testCount,
    low: differences[Math.floor(0.025 * resampleCount)]!,
    high: differences[Math.ceil(0.975 * resampleCount) - 1]!,
    testCount,
    groups: sizes.length < testCount,
  };
}

/**
 * Which images are drawn together: those of one person. An image without a known person stands alone.
 *
 * @returns `of`, the cluster of each image, and `sizes`, the images of each
 */
export function imageClusters(imageCount: number, persons: ArrayLike<number> | null): { of: Int32Array; sizes: Int32Array } {
  const clusterOfPerson = new Map<number, number>();
  const sizes: number[] = [];
  const of = Int32Array.from({ length: imageCount }, (_, i) => {
    const person = persons?.[i] ?? -1;
    let cluster = person < 0 ? undefined : clusterOfPerson.get(person);
    if (cluster === undefined) {
      cluster = sizes.push(0) - 1;
      if (person >= 0) clusterOfPerson.set(person, cluster);
    }
    sizes[cluster]!++;
    return cluster;
  });
  return { of, sizes: Int32Array.from(sizes) };
}
