import { describe, expect, it } from "vitest";
import { pairedDifference, stratifiedShare, wilsonInterval } from "./statistics.ts";

describe("Wilson's interval", () => {
  it("agrees with published values: 15 of 148 (Newcombe 1998) is 6.2 to 16.0 %", () => {
    const { low, high } = wilsonInterval(15, 148);
    expect(low).toBeCloseTo(0.0624, 4);
    expect(high).toBeCloseTo(0.1605, 4);
  });

  it("keeps all-right and all-wrong inside 0 to 1, and knows nothing without trials", () => {
    expect(wilsonInterval(10, 10).high).toBe(1);
    expect(wilsonInterval(10, 10).low).toBeCloseTo(0.7225, 4);
    expect(wilsonInterval(0, 10).low).toBe(0);
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  });
});

describe("a weighted sum of shares (MOVER)", () => {
  it("is Wilson's interval when there is one stratum", () => {
    const { low, high } = wilsonInterval(30, 40);
    expect(stratifiedShare([{ weight: 1, successes: 30, trials: 40 }])).toEqual({ estimate: 0.75, low, high });
  });

  it("adds distances in squares: two equal strata narrow the interval by the root of two", () => {
    const whole = stratifiedShare([{ weight: 1, successes: 30, trials: 40 }]);
    const half = { weight: 0.5, successes: 30, trials: 40 };
    const both = stratifiedShare([half, half]);
    expect(both.estimate).toBe(0.75);
    expect(both.estimate - both.low).toBeCloseTo((whole.estimate - whole.low) / Math.SQRT2, 12);
  });
});

describe("paired difference between VAS and its control", () => {
  const labels = new Uint8Array(100); // every test image is of class 0
  const wrongUntil = (count: number) => Uint8Array.from(labels, (_, i) => (i < count ? 1 : 0));

  it("is the difference of the two accuracies, inside its interval", () => {
    const result = pairedDifference({ labels, control: wrongUntil(30), vas: wrongUntil(10), persons: null }, 1)!;
    expect(result.difference).toBeCloseTo(0.2, 12);
    // Gain 1 for 20 of 100 images: a standard error of 0.04.
    expect(Math.abs(result.low - (0.2 - 1.96 * 0.04))).toBeLessThan(0.015);
    expect(Math.abs(result.high - (0.2 + 1.96 * 0.04))).toBeLessThan(0.015);
    expect(result).toMatchObject({ testCount: 100, groups: false });
  });

  it("has no width when both runs say the same", () => {
    const same = wrongUntil(30);
    expect(pairedDifference({ labels, control: same, vas: same, persons: null }, 1)).toMatchObject({ difference: 0, low: 0, high: 0 });
  });

  it("is wider when whole persons are resampled", () => {
    const predictions = { labels, control: wrongUntil(30), vas: wrongUntil(10) };
    const alone = pairedDifference({ ...predictions, persons: null }, 1)!;
    const tenEach = pairedDifference({ ...predictions, persons: Uint8Array.from(labels, (_, i) => Math.floor(i / 10)) }, 1)!;
    expect(tenEach.groups).toBe(true);
    expect(tenEach.high - tenEach.low).toBeGreaterThan(2 * (alone.high - alone.low));
  });

  it("takes images of unknown persons one by one", () => {
    const predictions = { labels, control: wrongUntil(30), vas: wrongUntil(10) };
    const unknown = pairedDifference({ ...predictions, persons: new Int32Array(100).fill(-1) }, 1);
    expect(unknown).toEqual(pairedDifference({ ...predictions, persons: null }, 1));
  });

  it("repeats itself for a seed", () => {
    const predictions = { labels, control: wrongUntil(30), vas: wrongUntil(13), persons: null };
    expect(pairedDifference(predictions, 5)).toEqual(pairedDifference(predictions, 5));
  });

  it("does not exist without test images", () => {
    expect(pairedDifference({ labels: [], control: [], vas: [], persons: null }, 1)).toBeNull();
  });
});
