import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runThrough } from "../mining/steps.ts";
import { rightAbout } from "./das-comparison.fixture.ts";
import { type PairedOrder, pairedInterval, verdict } from "./paired-interval.ts";

const labels = new Uint8Array(100);
const interval = (orders: PairedOrder[], persons: ArrayLike<number> | null = null) =>
  runThrough(pairedInterval({ labels, persons }, orders));
const pair = (ours: number, ...others: number[]): PairedOrder => ({ ours: rightAbout(ours), others: others.map(rightAbout) });

describe("the paired interval over batch orders and test images", () => {
  it("is the mean difference of the accuracies, inside its bounds", () => {
    const { difference, low, high, pairs } = interval([pair(80, 70), pair(84, 70), pair(82, 70)])!;
    expect(difference).toBeCloseTo(0.12, 12);
    expect(pairs).toBe(3);
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
    const persons = Uint8Array.from(labels, (_, i) => Math.floor(i / 10));
    expect(width(interval([pair(80, 70), pair(80, 70)], persons)!)).toBeGreaterThan(1.5 * width(agreeing));
  });

  it("does not exist without a pair, and needs no test images to say so", () => {
    expect(interval([])).toBeNull();
    expect(interval([{ ours: rightAbout(3), others: [] }])).toBeNull();
    expect(runThrough(pairedInterval({ labels: [], persons: null }, [{ ours: [], others: [[]] }]))).toBeNull();
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
    [{ difference: 0.03, low: 0.012, high: 0.05, pairs: 3 }, "helps by at least 1.2 points (95 %)"],
    [{ difference: -0.03, low: -0.05, high: -0.004, pairs: 3 }, "hurts by at least 0.4 points (95 %)"],
    [{ difference: 0.01, low: -0.008, high: 0.03, pairs: 5 }, "Nothing can be told: anything from -0.8 to +3.0 points (95 %)"],
    [
      { difference: 0.03, low: 0.012, high: 0.05, pairs: 1 },
      "Nothing can be told: it was trained in one batch order, which alone moves an accuracy by about a point.",
    ],
  ])("%j", (measured, sentence) => expect(verdict(measured)).toBe(sentence));
});
