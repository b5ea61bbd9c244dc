import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mcnemar } from "./mcnemar.ts";

describe("McNemar's exact test", () => {
  it("counts the splits of so many coins that are at least as uneven: 1 of 4 is (1 + 4) / 16 on either side", () => {
    expect(mcnemar(1, 3)).toBeCloseTo(2 * (5 / 16), 14);
    expect(mcnemar(0, 7)).toBeCloseTo(2 / 128, 14);
  });

  // scipy 1.17.1: scipy.stats.binomtest(onlyOurs, onlyOurs + onlyTheirs, 0.5).pvalue
  it.each([
    [6, 16, 0.052478790283203125],
    [1, 8, 0.0390625],
    [121, 59, 4.4344492637551645e-6],
    [700, 650, 0.1823103494670065],
    [2000, 2200, 0.0021323556719912455],
  ])("agrees with scipy about %i against %i", (ours, theirs, expected) => {
    expect(Math.abs(mcnemar(ours, theirs) / expected - 1)).toBeLessThan(1e-9);
  });

  it("says nothing where no picture tells the two apart, or as many on each side", () => {
    expect(mcnemar(0, 0)).toBe(1);
    expect(mcnemar(5, 5)).toBe(1);
  });

  it("does not mind the side, and falls as a split gets more uneven", () => {
    const counts = fc.integer({ min: 0, max: 3000 });
    fc.assert(
      fc.property(counts, counts, (ours, theirs) => {
        const p = mcnemar(ours, theirs);
        expect(p).toBe(mcnemar(theirs, ours));
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
        if (ours > theirs) expect(mcnemar(ours + 1, theirs)).toBeLessThanOrEqual(p + 1e-12);
      }),
    );
  });
});
