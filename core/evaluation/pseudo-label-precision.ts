// How right the selected pseudo-labels are, scored with the labels of the pool where there are any. It judges a selection after the
// fact; nothing may be chosen by it.

export interface PseudoLabelPrecision {
  selected: number;
  selectedByClass: number[];
  /** Right over labelled, among the selected; null when none of them has a label. */
  precision: number | null;
  precisionByClass: (number | null)[];
}

/**
 * @param pseudoLabels  [N] of the selected images, below `classCount`
 * @param poolLabels    [N] of the same images, negative where the pool has none
 */
export function pseudoLabelPrecision(
  pseudoLabels: ArrayLike<number>,
  poolLabels: ArrayLike<number>,
  classCount: number,
): PseudoLabelPrecision {
  const selectedByClass = new Array<number>(classCount).fill(0);
  const labelledByClass = new Array<number>(classCount).fill(0);
  const rightByClass = new Array<number>(classCount).fill(0);
  for (let i = 0; i < pseudoLabels.length; i++) {
    const pseudoLabel = pseudoLabels[i]!;
    selectedByClass[pseudoLabel]!++;
    if (poolLabels[i]! < 0) continue;
    labelledByClass[pseudoLabel]!++;
    if (poolLabels[i] === pseudoLabel) rightByClass[pseudoLabel]!++;
  }
  const share = (right: number, labelled: number) => (labelled === 0 ? null : right / labelled);
  return {
    selected: pseudoLabels.length,
    selectedByClass,
    precision: share(sumOf(rightByClass), sumOf(labelledByClass)),
    precisionByClass: rightByClass.map((right, k) => share(right, labelledByClass[k]!)),
  };
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
