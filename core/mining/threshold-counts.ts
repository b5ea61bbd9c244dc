// Eq. 5 as counts: how many pool images of each class any delta accepts, from suffix sums over the grid of deltas. Plain numbers,
// no tensors, no Node: the window holds one and asks it on every frame of a drag, however many million rows lie behind it.
import type { Selection } from "../recipe.ts";
import { gridStep, isOnGrid, lastStep, stepAbove, thresholdOf } from "./delta-grid.ts";

/** How many images a selection accepts. */
export interface SelectionCounts {
  countByClass: number[];
  total: number;
  /** Of the mined pool, 0 to 1; 0 for an empty pool. */
  share: number;
  /** False when a delta off the grid had to be raised to the next step, which a margin index need not do. */
  isExact: boolean;
}

export class ThresholdCounts {
  readonly classCount: number;
  /** Rows of the pool. */
  readonly total: number;
  /** Steps 0 to stepCount - 1 hold every row; no delta from `gridDelta(stepCount)` on accepts any. */
  readonly stepCount: number;
  /** [classCount, stepCount + 1]; entry (k, s) counts the rows of class k whose step is s or more. */
  readonly #suffix: Uint32Array;

  private constructor(rowsByStep: Uint32Array, classCount: number, stepCount: number) {
    this.classCount = classCount;
    this.stepCount = stepCount;
    this.#suffix = new Uint32Array(classCount * (stepCount + 1));
    let total = 0;
    for (let k = 0; k < classCount; k++) {
      let running = 0;
      for (let step = stepCount - 1; step >= 0; step--) {
        running += rowsByStep[k * (lastStep + 1) + step]!;
        this.#suffix[k * (stepCount + 1) + step] = running;
      }
      total += running;
    }
    this.total = total;
  }

  /**
   * @param values  [N] margins (Eq. 5) or confidences (Eq. 2), 0 to 2
   * @param labels  [N] pseudo-label of each row, below `classCount`
   */
  static ofColumns(values: Float32Array, labels: Uint8Array, classCount: number): ThresholdCounts {
    const rowsByStep = new Uint32Array(classCount * (lastStep + 1));
    let highest = -1;
    for (let i = 0; i < values.length; i++) {
      const step = gridStep(values[i]!);
      // Negated, so that NaN is refused as well.
      if (!(step >= 0 && step <= lastStep)) throw new RangeError(`Value ${values[i]} of row ${i} is outside 0 to 2.`);
      if (step > highest) highest = step;
      if (labels[i]! >= classCount) throw new RangeError(`Label ${labels[i]} of row ${i} is not below ${classCount}.`);
      rowsByStep[labels[i]! * (lastStep + 1) + step]!++;
    }
    return new ThresholdCounts(rowsByStep, classCount, highest + 1);
  }

  /** From `histogram()`, as it travels over the contract. */
  static ofHistogram(histogram: readonly (readonly number[])[]): ThresholdCounts {
    const rowsByStep = new Uint32Array(histogram.length * (lastStep + 1));
    let stepCount = 0;
    histogram.forEach((counts, k) => {
      rowsByStep.set(counts, k * (lastStep + 1));
      stepCount = Math.max(stepCount, counts.length);
    });
    return new ThresholdCounts(rowsByStep, histogram.length, stepCount);
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
      if (!isOnGrid(threshold)) isExact = false;
      const above = this.countFrom(k, stepAbove(threshold));
      const count = Math.min(above, selection.capPerClass ?? above);
      countByClass.push(count);
      total += count;
    }
    return { countByClass, total, share: this.total === 0 ? 0 : total / this.total, isExact };
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
