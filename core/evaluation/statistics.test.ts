import { describe, expect, it } from "vitest";
import { stratifiedShare, wilsonInterval } from "./statistics.ts";

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
