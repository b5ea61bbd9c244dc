// How evenly the classes of a part are filled, and when that is worth a warning.

export interface ClassBalance {
  /** [K] pictures a class. */
  counts: number[];
  largest: number;
  smallest: number;
  /** largest / smallest; null where a class is empty. */
  ratio: number | null;
  /** Classes without a picture. */
  empty: number[];
  isUneven: boolean;
}

/** RAF-DB's training part has 17 : 1, FER-2013's 16 : 1; with ten, a learner can be right nine times of ten without the rare class. */
const unevenRatio = 10;

export function classBalance(counts: readonly number[]): ClassBalance {
  const largest = Math.max(...counts);
  const smallest = Math.min(...counts);
  const empty = counts.flatMap((count, k) => (count === 0 ? [k] : []));
  const ratio = smallest === 0 ? null : largest / smallest;
  return { counts: [...counts], largest, smallest, ratio, empty, isUneven: largest > 0 && (ratio === null || ratio >= unevenRatio) };
}
