// FlexMatch (Zhang et al. 2021): a class that few pictures reach FixMatch's threshold in is learnt less well, so its threshold is lower.

export interface FlexMatch {
  /** FixMatch's threshold, 0.95 as published. */
  tau: number;
  /** Whether the pictures that reach tau in no class count in the denominator, as published. */
  warmUp: boolean;
}

/**
 * [K] thresholds tau_c = tau beta_c / (2 - beta_c), with beta_c = sigma_c / max(max sigma, unused): sigma_c pictures have class c and a
 * confidence of at least tau, and `unused` reach it in no class. FlexMatch counts the unused, so that the thresholds of a learner that
 * knows nothing yet begin near 0 and rise while it learns. Here they are found once, for a learner that is trained: a pool of which most
 * is unused is then accepted nearly whole. Without the warm-up the best class always stands at tau. Where no picture reaches tau,
 * nothing tells the classes apart: with the warm-up all thresholds are 0, without it all are tau.
 *
 * @param confidentByClass  [K] sigma
 * @param poolCount         pictures of the pool
 */
export function flexMatchThresholds(confidentByClass: readonly number[], poolCount: number, { tau, warmUp }: FlexMatch): number[] {
  const unused = poolCount - confidentByClass.reduce((sum, count) => sum + count, 0);
  const most = Math.max(...confidentByClass, warmUp ? unused : 0);
  return confidentByClass.map((count) => {
    const beta = most === 0 ? 1 : count / most;
    return (tau * beta) / (2 - beta);
  });
}
