import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holm } from "./holm.ts";

const rounded = (values: (number | null)[]) => values.map((value) => value && Math.round(value * 1e9) / 1e9);

describe("Holm's adjustment", () => {
  it("multiplies the smallest by the number of tests, the next by one less, and never lets one fall below the one before", () => {
    expect(rounded(holm([0.03, 0.005, 0.04, 0.01]))).toEqual([0.06, 0.02, 0.06, 0.03]); // 2, 4, 1, 3 times; 0.04 is raised to 0.06
  });

  it("leaves rows without a test out of the count, and goes no higher than 1", () => {
    expect(holm([null, 0.1, null, 0.3])).toEqual([null, 0.2, null, 0.3]);
    expect(holm([0.6, 0.7])).toEqual([1, 1]);
    expect(holm([0.04])).toEqual([0.04]);
    expect(holm([])).toEqual([]);
  });

  const some = fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 12 });
  it("lies between each p and Bonferroni's, keeps the order, and does not mind the order of the rows", () => {
    fc.assert(
      fc.property(some, (pValues) => {
        const adjusted = holm(pValues);
        const count = pValues.filter((p) => p !== null).length;
        for (const [row, p] of pValues.entries()) {
          if (p === null) expect(adjusted[row]).toBeNull();
          else {
            expect(adjusted[row]!).toBeGreaterThanOrEqual(p);
            expect(adjusted[row]!).toBeLessThanOrEqual(Math.min(1, p * count) + 1e-12);
            for (const [other, q] of pValues.entries())
              if (q !== null && q < p) expect(adjusted[other]!).toBeLessThanOrEqual(adjusted[row]!);
          }
        }
        expect(holm([...pValues].reverse()).reverse()).toEqual(adjusted);
      }),
    );
  });
});
