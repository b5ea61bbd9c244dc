// Work over millions of rows, cut into steps of some milliseconds. Who must keep answering rests between them
// (core/engine/in-turns.ts); everyone else runs them through. Plain generators: the window has no setImmediate.

/** A computation that can rest at every `yield`. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Rows between two rests: 5 to 15 ms of the work that is done a row. */
export const rowsPerStep = 1 << 18;

/** Calls `work` with one range of rows after the other, from 0 to `rowCount`. */
export function* overRows(rowCount: number, work: (from: number, to: number) => void): Steps<void> {
  for (let from = 0; from < rowCount; from += rowsPerStep) {
    work(from, Math.min(rowCount, from + rowsPerStep));
    yield;
  }
}

/** Runs all steps without a rest. */
export function runThrough<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
