// Intervals of shares: Wilson for one, MOVER for a weighted sum of several. Differences between runs are paired-interval.ts.

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
