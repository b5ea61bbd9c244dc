// The threshold view over as many rows as MS-Celeb-1M has faces: opening the index, counting by a plain loop, any delta, the
// gallery of a selection, a page of it. Run: node bench/run.mjs threshold-index

import { agreeingPositions, columnsAt } from "../core/mining/agreement.ts";
import { gridDelta } from "../core/mining/delta-grid.ts";
import { MarginIndex } from "../core/mining/margin-index.ts";
import type { PoolColumns } from "../core/mining/pool-columns.ts";
import { runThrough } from "../core/mining/steps.ts";
import { countAbove, ThresholdCounts } from "../core/mining/threshold-counts.ts";
import { randomStream } from "../core/random.ts";
import type { Selection } from "../core/recipe.ts";

/** The pool of section 4.2. */
const rowCount = 5_822_653;
const classCount = 7;
const repeats = 7;

/** Values crowd between 0.03 and 0.25 and one class leads, as on real faces. */
function drawnPool(): PoolColumns {
  const random = randomStream(1, "threshold-index");
  const columns = {
    rows: new Uint32Array(rowCount),
    labels: new Uint8Array(rowCount),
    similarities: new Float32Array(rowCount),
    values: new Float32Array(rowCount),
  };
  for (let i = 0; i < rowCount; i++) {
    columns.rows[i] = i;
    columns.labels[i] = random.uniform() < 0.5 ? 3 : random.integer(classCount);
    columns.similarities[i] = 1 - 0.2 * random.uniform() ** 2;
    columns.values[i] = 0.25 * random.uniform() * random.uniform();
  }
  return columns;
}

function countByLoop({ labels, values }: PoolColumns, delta: number): number[] {
  const countByClass = new Array<number>(classCount).fill(0);
  for (let i = 0; i < values.length; i++) if (values[i]! >= delta) countByClass[labels[i]!]!++;
  return countByClass;
}

/** Prints the median time of some runs. @returns the last result */
function timed<T>(name: string, work: (turn: number) => T, turns = repeats): T {
  const times: number[] = [];
  let result: T;
  for (let turn = 0; turn < turns; turn++) {
    const begun = performance.now();
    result = work(turn);
    times.push(performance.now() - begun);
  }
  const median = times.sort((a, b) => a - b)[Math.floor(turns / 2)]!;
  console.log(`${name.padEnd(64)} ${median.toFixed(3).padStart(10)} ms`);
  return result!;
}

const at = (delta: number, capPerClass: number | null = null): Selection => ({
  rule: "margin",
  delta,
  deltaOfClass: [],
  capPerClass,
  agreement: false,
});
const delta = gridDelta(300);
const pool = drawnPool();
console.log(`${rowCount.toLocaleString("en")} rows, ${classCount} classes; median of ${repeats}`);

const counted = timed("full recount by a plain loop", () => countByLoop(pool, delta));
const counts = timed("suffix counts over the grid", () => ThresholdCounts.ofColumns(pool.values, pool.labels, classCount));
const index = timed("index: suffix counts, argsort by distance, labels and values in order", () => MarginIndex.of(pool, classCount), 3);
timed("1,000 deltas of a drag: counts of every class", (turn) => {
  let total = 0;
  for (let step = 0; step < 1000; step++) total += counts.countAt(at(gridDelta(step + turn))).total;
  return total;
});
timed("a delta off the grid: counts of every class", () => runThrough(countAbove(pool, at(0.0731), classCount)));
timed("gallery, all accepted, nearest first", () => index.gallery({ selection: at(delta), classIndex: null, order: "nearest" }));
timed("gallery, one class, nearest first", () => index.gallery({ selection: at(delta), classIndex: 3, order: "nearest" }));
timed("gallery, nearest to the threshold first", () => index.gallery({ selection: at(delta), classIndex: null, order: "near-threshold" }));
timed("gallery, capped at 100,000 a class", () => index.gallery({ selection: at(delta, 100_000), classIndex: null, order: "nearest" }));
const otherLabels = pool.labels.map((label, i) => (i % 5 === 0 ? (label + 1) % classCount : label)); // 80 % agree
const agreeing = timed("with agreement: columns of the rows that agree", () =>
  runThrough(columnsAt(pool, runThrough(agreeingPositions(pool.labels, otherLabels)))),
);
const agreeingCounts = timed("with agreement: suffix counts over the grid", () =>
  runThrough(ThresholdCounts.inSteps(pool, classCount, (row) => pool.labels[row] === otherLabels[row])),
);
timed("with agreement: 1,000 deltas of a drag", (turn) => {
  let total = 0;
  for (let step = 0; step < 1000; step++) total += agreeingCounts.countAt(at(gridDelta(step + turn))).total;
  return total;
});
const auxiliary = timed("auxiliary samples, class by class", () => index.auxiliary(at(delta)));

const total = counted.reduce((sum, count) => sum + count, 0);
const isAgreed = (i: number) => pool.labels[i] === otherLabels[i] && pool.values[i]! >= delta;
const agreed = pool.rows.reduce((sum, i) => sum + Number(isAgreed(i)), 0);
const agrees =
  JSON.stringify(counts.countAt(at(delta)).countByClass) === JSON.stringify(counted) &&
  auxiliary.rows.length === total &&
  agreeingCounts.countAt(at(delta)).total === agreed &&
  agreeing.rows.length === agreeingCounts.total;
console.log(`${total.toLocaleString("en")} accepted at delta ${delta}; index and loop ${agrees ? "agree" : "DISAGREE"}`);
if (!agrees) process.exitCode = 1;
