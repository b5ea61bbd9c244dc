// Several comparisons in one table: among twenty of nothing, one is below 0.05 on average. Holm's steps keep the chance of any such
// mistake in the table at what the adjusted p says, whatever the rows have in common.

/**
 * Adjusted p of each row (Holm 1979, https://www.jstor.org/stable/4615733): the smallest times the number of tests, the next times one
 * less, and so on; never below one that came before it.
 *
 * @param pValues  null for a row without a test, which stays null and does not count
 */
export function holm(pValues: readonly (number | null)[]): (number | null)[] {
  const tested = pValues.flatMap((p, row) => (p === null ? [] : [{ p, row }])).sort((a, b) => a.p - b.p);
  const adjusted = pValues.map((): number | null => null);
  let largest = 0;
  for (const [rank, { p, row }] of tested.entries()) {
    largest = Math.max(largest, Math.min(1, p * (tested.length - rank)));
    adjusted[row] = largest;
  }
  return adjusted;
}
