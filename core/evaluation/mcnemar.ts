// McNemar's exact test: two runs on the same test pictures differ where one alone is right, and under no difference each of these
// pictures would fall to either side like a coin.

/**
 * Two-sided p of a single pair of runs: the binomial probability of a split at least as uneven (McNemar 1947,
 * https://doi.org/10.1007/BF02295996). Pictures have to be independent, so it means nothing where several are of one person or film; and
 * it holds the two networks fixed: what another seed would have trained is not in it.
 *
 * @param onlyOurs    pictures that ours alone has right
 * @param onlyTheirs  those that the other alone has right
 */
export function mcnemar(onlyOurs: number, onlyTheirs: number): number {
  const discordant = onlyOurs + onlyTheirs;
  const fewer = Math.min(onlyOurs, onlyTheirs);
  // In logarithms: 2 ** -discordant is zero from 1,075 pictures on.
  let logTerm = -discordant * Math.LN2;
  let tail = Math.exp(logTerm);
  for (let right = 1; right <= fewer; right++) {
    logTerm += Math.log((discordant - right + 1) / right);
    tail += Math.exp(logTerm);
  }
  return Math.min(1, 2 * tail);
}
