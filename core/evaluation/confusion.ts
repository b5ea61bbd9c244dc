// Section 4.4's accuracy, from one confusion matrix over the whole test set; averaging per batch would give another number.

/** counts[true][predicted]. */
export type Confusion = number[][];

/** @param labels, predicted  [N] class indices below `classCount` */
export function confusionOf(labels: ArrayLike<number>, predicted: ArrayLike<number>, classCount: number): Confusion {
  const confusion: Confusion = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
  for (let i = 0; i < labels.length; i++) confusion[labels[i]!]![predicted[i]!]!++;
  return confusion;
}

/** Of the same classes. */
export const addConfusions = (a: Confusion, b: Confusion): Confusion => a.map((row, k) => row.map((count, j) => count + b[k]![j]!));

/** Right predictions over all; null for an empty test set. */
export function accuracyOf(confusion: Confusion): number | null {
  let right = 0;
  let total = 0;
  confusion.forEach((row, k) => {
    right += row[k]!;
    total += sumOf(row);
  });
  return total === 0 ? null : right / total;
}

export interface ClassRecall {
  /** null for a class that the test set does not hold. */
  recall: number | null;
  /** Test images of the class. */
  count: number;
}

/** Share of each class's test images that were recognised. */
export function recallByClass(confusion: Confusion): ClassRecall[] {
  return confusion.map((row, k) => {
    const count = sumOf(row);
    return { recall: count === 0 ? null : row[k]! / count, count };
  });
}

/** Mean recall over the classes present in the test set; null when there are none. */
export function meanClassAccuracy(confusion: Confusion): number | null {
  const recalls = recallByClass(confusion).flatMap(({ recall }) => (recall === null ? [] : [recall]));
  return recalls.length === 0 ? null : sumOf(recalls) / recalls.length;
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);
