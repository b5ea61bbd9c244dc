// Eq. 5 as counts: how many pool images of each class any delta accepts, from suffix sums over the grid of deltas. Plain numbers,
// no tensors, no Node: the window holds one and asks it on every frame of a drag, however many million rows lie behind it.
import type { Selection } from "../recipe.ts";
import { gridStep, isOnGrid, lastStep, stepAbove, thresholdOf } from "./delta-grid.ts";
import type { SortedColumns } from "./pool-columns.ts";
import { overRows, runThrough, type Steps } from "./steps.ts";

/** How many images a selection accepts. */
export interface SelectionCounts {
  countByClass: number[];
  total: number;
  /** Of the mined pool, 0 to 1; 0 for an empty pool. */
  share: number;
  /** False when a delta off the grid had to be raised to the next step, so that more may be accepted: only the rows know. */
  isExact: boolean;
}

export class ThresholdCounts {
  readonly classCount: number;
  /** Rows that are counted: those of the pool, or those of them in which centroid and classifier agree. */
  readonly total: number;
  /** Rows of the pool, which shares are of. */
  readonly poolCount: number;
  /** Steps 0 to stepCount - 1 hold every row; no delta from `gridDelta(stepCount)` on accepts any. */
  readonly stepCount: number;
  /** [classCount, stepCount + 1]; entry (k, s) counts the rows of class k whose step is s or more. */
  readonly #suffix: Uint32Array;
  /** By class: thresholds off the grid that were counted, and what they accept. */
  readonly #offGrid: readonly ReadonlyMap<number, number>[];

  private constructor(
    suffix: Uint32Array,
    classCount: number,
    stepCount: number,
    poolCount: number | null,
    offGrid: readonly ReadonlyMap<number, number>[] = [],
  ) {
    this.#suffix = suffix;
    this.#offGrid = offGrid;
    this.classCount = classCount;
    this.stepCount = stepCount;
    this.total = this.totalFrom(0);
    this.poolCount = poolCount ?? this.total;
  }

  /**
   * @param values  [N] margins (Eq. 5) or confidences (Eq. 2), 0 to 2
   * @param labels  [N] pseudo-label of each row, below `classCount`
   */
  static ofColumns(values: Float32Array, labels: Uint8Array, classCount: number): ThresholdCounts {
    return runThrough(ThresholdCounts.inSteps({ values, labels }, classCount));
  }

  /** @param isCounted  of the rows of the pool, those that it holds for; all where it is left out */
  static *inSteps(
    { values, labels }: SortedColumns,
    classCount: number,
    isCounted: (row: number) => boolean = () => true,
  ): Steps<ThresholdCounts> {
    const rowsByStep = new Uint32Array(classCount * (lastStep + 1));
    yield* overRows(values.length, (from, to) => {
      for (let i = from; i < to; i++) {
        const step = gridStep(values[i]!);
        // Negated, so that NaN is refused as well.
        if (!(step >= 0 && step <= lastStep)) throw new RangeError(`Value ${values[i]} of row ${i} is outside 0 to 2.`);
        if (labels[i]! >= classCount) throw new RangeError(`Label ${labels[i]} of row ${i} is not below ${classCount}.`);
        if (isCounted(i)) rowsByStep[labels[i]! * (lastStep + 1) + step]!++;
      }
    });
    return ThresholdCounts.#ofSteps(rowsByStep, classCount, values.length);
  }

  /** From `histogram()`, as it travels over the contract. */
  static ofHistogram(histogram: readonly (readonly number[])[], poolCount: number | null = null): ThresholdCounts {
    const rowsByStep = new Uint32Array(histogram.length * (lastStep + 1));
    histogram.forEach((counts, k) => {
      rowsByStep.set(counts, k * (lastStep + 1));
    });
    return ThresholdCounts.#ofSteps(rowsByStep, histogram.length, poolCount);
  }

  /** @param rowsByStep  [classCount, lastStep + 1] */
  static #ofSteps(rowsByStep: Uint32Array, classCount: number, poolCount: number | null): ThresholdCounts {
    let stepCount = 0;
    rowsByStep.forEach((rows, i) => {
      if (rows > 0) stepCount = Math.max(stepCount, (i % (lastStep + 1)) + 1);
    });
    const suffix = new Uint32Array(classCount * (stepCount + 1));
    for (let k = 0; k < classCount; k++) {
      for (let step = stepCount - 1; step >= 0; step--) {
        const place = k * (stepCount + 1) + step;
        suffix[place] = suffix[place + 1]! + rowsByStep[k * (lastStep + 1) + step]!;
      }
    }
    return new ThresholdCounts(suffix, classCount, stepCount, poolCount);
  }

  /**
   * The same counts, exact at the deltas of a selection off the grid as well.
   *
   * @param above  [classCount] rows at or above the threshold of each class, as `countAbove` finds them
   */
  knowing(selection: Selection, above: readonly number[]): ThresholdCounts {
    const offGrid = above.map((count, k) => new Map(this.#offGrid[k]).set(thresholdOf(selection, k), count));
    return new ThresholdCounts(this.#suffix, this.classCount, this.stepCount, this.poolCount, offGrid);
  }

  /** [class][step] rows whose value lies in [step / 4096, (step + 1) / 4096). */
  histogram(): number[][] {
    return Array.from({ length: this.classCount }, (_, k) =>
      Array.from({ length: this.stepCount }, (_, step) => this.countFrom(k, step) - this.countFrom(k, step + 1)),
    );
  }

  /** Rows of a class whose value is at least `gridDelta(step)`. */
  countFrom(classIndex: number, step: number): number {
    return step >= this.stepCount ? 0 : this.#suffix[classIndex * (this.stepCount + 1) + Math.max(0, step)]!;
  }

  /** Rows of all classes whose value is at least `gridDelta(step)`. */
  totalFrom(step: number): number {
    let total = 0;
    for (let k = 0; k < this.classCount; k++) total += this.countFrom(k, step);
    return total;
  }

  /** Rows that carry this pseudo-label, at any delta. */
  countOfClass(classIndex: number): number {
    return this.countFrom(classIndex, 0);
  }

  /** What a selection accepts, cap included. Its cost does not depend on the number of rows. */
  countAt(selection: Selection): SelectionCounts {
    let isExact = true;
    let total = 0;
    const countByClass: number[] = [];
    for (let k = 0; k < this.classCount; k++) {
      const threshold = thresholdOf(selection, k);
      const counted = isOnGrid(threshold) ? undefined : this.#offGrid[k]?.get(threshold);
      if (counted === undefined && !isOnGrid(threshold)) isExact = false;
      const above = counted ?? this.countFrom(k, stepAbove(threshold));
      const count = Math.min(above, selection.capPerClass ?? above);
      countByClass.push(count);
      total += count;
    }
    return { countByClass, total, share: this.poolCount === 0 ? 0 : total / this.poolCount, isExact };
  }

  /** Largest step whose delta still accepts `count` rows of a class; 0 when the class has fewer. */
  stepKeeping(classIndex: number, count: number): number {
    return largestStep(this.stepCount, (step) => this.countFrom(classIndex, step) >= count);
  }

  /** Largest step whose delta still accepts `count` rows of all classes together; 0 when the pool has fewer. */
  totalStepKeeping(count: number): number {
    return largestStep(this.stepCount, (step) => this.totalFrom(step) >= count);
  }
}

/** Largest step from 0 to `stepCount` that holds, where holding never comes back once it is lost; 0 when none does. */
function largestStep(stepCount: number, holds: (step: number) => boolean): number {
  let low = 0;
  let high = stepCount;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** [classCount] rows at or above a selection's threshold of their class, its cap left aside: by a walk over the rows, so exact at any delta. */
export function* countAbove({ labels, values }: SortedColumns, selection: Selection, classCount: number): Steps<number[]> {
  const thresholds = Float32Array.from({ length: classCount }, (_, k) => thresholdOf(selection, k));
  const counts = new Uint32Array(classCount);
  yield* overRows(values.length, (from, to) => {
    for (let i = from; i < to; i++) if (values[i]! >= thresholds[labels[i]!]!) counts[labels[i]!]!++;
  });
  return [...counts];
}
