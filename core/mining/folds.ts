// Folds of the anchor set for out-of-fold scores. A person stays in one fold, or a network would be asked about faces that it knows;
// classes are spread as evenly as whole persons allow.
import { permutation, randomStream } from "../random.ts";

export interface FoldRequest {
  /** [N] class index of each anchor. */
  labels: ArrayLike<number>;
  /** [N] person in each anchor, negative where unknown; null when the data set names none. */
  persons: ArrayLike<number> | null;
  foldCount: number;
  classCount: number;
  seed: number;
}

/**
 * The fold of each anchor, 0 to foldCount - 1; the same for the same seed. Greedy: the largest persons first, each into the fold
 * where the classes then deviate least from equal parts (as scikit-learn's StratifiedGroupKFold does). An anchor without a known
 * person is a group of its own.
 */
export function anchorFolds({ labels, persons, foldCount, classCount, seed }: FoldRequest): Uint8Array {
  const classTotals = countsOf(
    labels,
    Array.from(labels, (_, i) => i),
    classCount,
  );
  const held = Array.from({ length: foldCount }, () => new Float64Array(classCount)); // share of each class's anchors, by fold
  const foldOf = new Uint8Array(labels.length);
  for (const members of inOrder(groupsOf(labels.length, persons), seed)) {
    const added = countsOf(labels, members, classCount).map((count, k) => (count === 0 ? 0 : count / classTotals[k]!));
    const fold = bestFold(held, added);
    for (let k = 0; k < classCount; k++) held[fold]![k]! += added[k]!;
    for (const member of members) foldOf[member] = fold;
  }
  return foldOf;
}

/** The fold whose squared class shares grow least; equal ones go to the lowest number. */
function bestFold(held: readonly Float64Array[], added: Float64Array): number {
  let best = 0;
  let leastGrowth = Number.POSITIVE_INFINITY;
  held.forEach((shares, fold) => {
    // (share + added)^2 - share^2, summed: equal parts have the smallest sum of squares.
    const growth = shares.reduce((sum, share, k) => sum + added[k]! * (2 * share + added[k]!), 0);
    if (growth < leastGrowth - 1e-12) {
      leastGrowth = growth;
      best = fold;
    }
  });
  return best;
}

function groupsOf(count: number, persons: ArrayLike<number> | null): number[][] {
  const groupOfPerson = new Map<number, number[]>();
  const groups: number[][] = [];
  for (let i = 0; i < count; i++) {
    const person = persons?.[i] ?? -1;
    const known = person < 0 ? undefined : groupOfPerson.get(person);
    if (known) {
      known.push(i);
      continue;
    }
    const group = [i];
    groups.push(group);
    if (person >= 0) groupOfPerson.set(person, group);
  }
  return groups;
}

/** Largest first; groups of one size in an order drawn from the seed. */
function inOrder(groups: readonly number[][], seed: number): number[][] {
  const shuffled = Array.from(permutation(groups.length, randomStream(seed, "folds")), (i) => groups[i]!);
  return shuffled.sort((a, b) => b.length - a.length);
}

function countsOf(labels: ArrayLike<number>, members: readonly number[], classCount: number): Float64Array {
  const counts = new Float64Array(classCount);
  for (const member of members) counts[labels[member]!]!++;
  return counts;
}
