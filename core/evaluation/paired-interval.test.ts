import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runThrough } from "../mining/steps.ts";
import { rightAbout } from "./das-comparison.fixture.ts";
import { type PairedOrder, pairedInterval, verdict } from "./paired-interval.ts";

const labels = new Uint8Array(100);
const interval = (orders: PairedOrder[], groups: ArrayLike<number> | null = null) => runThrough(pairedInterval({ labels, groups }, orders));
const pair = (ours: number, ...others: number[]): PairedOrder => ({ ours: rightAbout(ours), others: others.map(rightAbout) });

describe("the paired interval of a single pair of runs", () => {
  it("holds the test images alone: 20 of 100 gained is a standard error of 0.04", () => {
    const { difference, low, high, standardError, ...rest } = interval([pair(90, 70)])!;
    expect(difference).toBeCloseTo(0.2, 12);
    expect(standardError).toBeCloseTo(0.04, 2);
    expect(Math.abs(low - (0.2 - 1.96 * 0.04))).toBeLessThan(0.015);
    expect(Math.abs(high - (0.2 + 1.96 * 0.04))).toBeLessThan(0.015);
    expect(rest).toEqual({ pValue: 2 / 2001, pairs: 1, testCount: 100, resampled: { seeds: false, groups: false } });
  });

  it("is wider when whole groups are resampled, and takes images of none one by one", () => {
    const tenEach = Uint8Array.from(labels, (_, i) => Math.floor(i / 10));
    const [alone, grouped] = [interval([pair(90, 70)])!, interval([pair(90, 70)], tenEach)!];
    expect(grouped.resampled).toEqual({ seeds: false, groups: true });
    expect(grouped.standardError).toBeGreaterThan(2 * alone.standardError);
    expect(interval([pair(90, 70)], new Int32Array(100).fill(-1))).toEqual(alone);
  });
});

describe("its p", () => {
  it("is near that of a normal difference where pictures are independent", () => {
    // 12 pictures that ours alone has right, 4 that the other has: the runs agree about the rest.
    const ours = Uint8Array.from(labels, (_, i) => (i < 4 ? 1 : 0));
    const others = [Uint8Array.from(labels, (_, i) => (i >= 4 && i < 16 ? 1 : 0))];
    const { pValue } = interval([{ ours, others }])!;
    // z = 8 / sqrt(100 * (0.16 - 0.0064)) = 2.04; scipy 1.17.1: 2 * norm.sf(2.0412) = 0.0412
    expect(Math.abs(pValue - 0.0412)).toBeLessThan(0.02);
  });

  const sides = fc.array(fc.tuple(fc.integer({ min: 40, max: 60 }), fc.integer({ min: 40, max: 60 })), { minLength: 1, maxLength: 4 });
  it("is below 0.05 where the interval leaves zero out, and above where it holds it", () => {
    const property = fc.property(sides, (accuracies) => {
      const { low, high, pValue } = interval(accuracies.map(([ours, theirs]) => pair(ours, theirs)))!;
      const edge = 4 / 2001; // resamples at the ends of the interval
      if (low > 0 || high < 0) expect(pValue).toBeLessThan(0.05 + edge);
      else if (low < 0 && high > 0) expect(pValue).toBeGreaterThan(0.05 - edge);
      expect(pValue).toBeGreaterThan(0);
    });
    fc.assert(property, { numRuns: 15 });
  });

  it("is 1 where both say the same", () => expect(interval([pair(70, 70), pair(60, 60)])!.pValue).toBe(1));
});

describe("the paired interval over batch orders and test images", () => {
  it("is the mean difference of the accuracies, inside its bounds", () => {
    const { difference, low, high, pairs, resampled } = interval([pair(80, 70), pair(84, 70), pair(82, 70)])!;
    expect(difference).toBeCloseTo(0.12, 12);
    expect(pairs).toBe(3);
    expect(resampled).toEqual({ seeds: true, groups: false });
    expect(low).toBeLessThan(0.12);
    expect(low).toBeGreaterThan(0);
    expect(high).toBeGreaterThan(0.12);
  });

  it("counts each batch order once, however many draws it has", () => {
    const { difference, pairs } = interval([pair(80, 60, 80), pair(80, 60)])!;
    expect(difference).toBeCloseTo((0.1 + 0.2) / 2, 12);
    expect(pairs).toBe(3);
  });

  it("is wider when the orders disagree, and when whole persons are resampled", () => {
    const width = ({ low, high }: { low: number; high: number }) => high - low;
    const agreeing = interval([pair(80, 70), pair(80, 70)])!;
    expect(width(interval([pair(95, 70), pair(65, 70)])!)).toBeGreaterThan(1.5 * width(agreeing));
    const groups = Uint8Array.from(labels, (_, i) => Math.floor(i / 10));
    expect(width(interval([pair(80, 70), pair(80, 70)], groups)!)).toBeGreaterThan(1.5 * width(agreeing));
  });

  it("does not exist without a pair, and needs no test images to say so", () => {
    expect(interval([])).toBeNull();
    expect(interval([{ ours: rightAbout(3), others: [] }])).toBeNull();
    expect(runThrough(pairedInterval({ labels: [], groups: null }, [{ ours: [], others: [[]] }]))).toBeNull();
  });

  const accuracies = fc.array(fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 })), { minLength: 1, maxLength: 4 });

  it("turns round when the sides change places", () => {
    const property = fc.property(accuracies, (sides) => {
      const there = interval(sides.map(([ours, theirs]) => pair(ours, theirs)))!;
      const back = interval(sides.map(([ours, theirs]) => pair(theirs, ours)))!;
      expect(back.difference).toBeCloseTo(-there.difference, 12);
      expect(back.low).toBeCloseTo(-there.high, 12);
      expect(back.high).toBeCloseTo(-there.low, 12);
    });
    fc.assert(property, { numRuns: 10 });
  });

  it("is nothing, without width, when both sides say the same", () => {
    const property = fc.property(accuracies, (sides) => {
      const { difference, low, high } = interval(sides.map(([accuracy]) => pair(accuracy, accuracy)))!;
      expect([difference, low, high].every((value) => value === 0)).toBe(true);
    });
    fc.assert(property, { numRuns: 10 });
  });
});

describe("what an interval allows one to say", () => {
  it.each([
    [{ low: 0.012, high: 0.05 }, true, "helps by at least 1.2 points (95 %)"],
    [{ low: -0.05, high: -0.004 }, true, "hurts by at least 0.4 points (95 %)"],
    [{ low: -0.008, high: 0.03 }, true, "Nothing can be told: anything from -0.8 to +3.0 points (95 %)"],
    [
      { low: 0.012, high: 0.05 },
      false,
      "Nothing can be told: it was trained in one batch order, which alone moves an accuracy by about a point.",
    ],
  ])("%j, seeds resampled: %s", (bounds, seeds, sentence) =>
    expect(verdict({ ...bounds, resampled: { seeds, groups: false } })).toBe(sentence),
  );
});
