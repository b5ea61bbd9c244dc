import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBalancedBatches } from "./balanced-batches.ts";
import { positionsByClass } from "./source.ts";

interface Drawn {
  /** Of each class; some classes have none. */
  counts: number[];
  labels: Int32Array;
  byClass: Uint32Array[];
  batchSize: number;
  seed: number;
}

const drawn: fc.Arbitrary<Drawn> = fc
  .record({ counts: fc.array(fc.nat(12), { minLength: 1, maxLength: 8 }), batchSize: fc.integer({ min: 1, max: 20 }), seed: fc.nat(1000) })
  .filter(({ counts }) => counts.some((count) => count > 0))
  .map(({ counts, ...rest }) => {
    const labels = Int32Array.from(counts.flatMap((count, label) => new Array<number>(count).fill(label)));
    return { labels, byClass: positionsByClass({ labels, classCount: counts.length }), counts, ...rest };
  });

const check = (property: (source: Drawn) => void) => fc.assert(fc.property(drawn, property), { seed: 1, numRuns: 200 });

describe("balanced batches (seed 1)", () => {
  it("differ by at most one between the classes that are there, each of them and all together", () => {
    check(({ labels, byClass, counts, batchSize, seed }) => {
      const batchOf = createBalancedBatches(byClass, batchSize, seed);
      const all = counts.map(() => 0);
      for (let iteration = 0; iteration < 10; iteration++) {
        const batch = batchOf(iteration);
        expect(batch).toHaveLength(batchSize);
        const inBatch = counts.map((_, label) => batch.filter((position) => labels[position] === label).length);
        for (const [label, count] of inBatch.entries()) all[label]! += count;
        for (const seen of [inBatch, all]) {
          const present = seen.filter((_, label) => counts[label]! > 0);
          expect(Math.max(...present) - Math.min(...present)).toBeLessThanOrEqual(1);
        }
      }
    });
  });

  it("go through all samples of a class before one comes again, then in another order", () => {
    check(({ labels, byClass, batchSize, seed }) => {
      const batchOf = createBalancedBatches(byClass, batchSize, seed);
      const iterations = Math.ceil((2 * byClass.length * Math.max(...byClass.map(({ length }) => length))) / batchSize);
      const order = Array.from({ length: iterations }, (_, iteration) => [...batchOf(iteration)]).flat();
      for (const [label, positions] of byClass.entries()) {
        const ofClass = order.filter((position) => labels[position] === label);
        for (const pass of [0, 1]) {
          const seen = ofClass.slice(pass * positions.length, (pass + 1) * positions.length);
          expect(seen.sort((a, b) => a - b)).toEqual([...positions]);
        }
      }
    });
    const one = createBalancedBatches([Uint32Array.from({ length: 20 }, (_, at) => at)], 20, 1);
    expect(one(0)).not.toEqual(one(1));
  });

  it("are the same however an iteration is reached, so that a resumed distillation goes on as before", () => {
    check(({ byClass, batchSize, seed }) => {
      const inOrder = createBalancedBatches(byClass, batchSize, seed);
      for (let iteration = 0; iteration < 7; iteration++) inOrder(iteration);
      expect(createBalancedBatches(byClass, batchSize, seed)(7)).toEqual(inOrder(7));
    });
  });

  it("follow the seed, and each class has an order of its own", () => {
    const [first, second] = [0, 50].map((from) => Uint32Array.from({ length: 50 }, (_, at) => from + at));
    const batch = createBalancedBatches([first!, second!], 100, 1)(0);
    expect(batch).not.toEqual(createBalancedBatches([first!, second!], 100, 2)(0));
    expect(batch.filter((position) => position < 50)).not.toEqual(
      batch.filter((position) => position >= 50).map((position) => position - 50),
    );
  });
});
