import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Phase, ProgressMeter } from "./progress.ts";

const phases: Phase[] = [
  { name: "primitive", words: "Training the primitive learner", share: 5 },
  { name: "mine", words: "Mining the pool", share: 2 },
  { name: "vas", words: "Retraining", share: 1 },
];

describe("the progress of a job with phases of 5, 2 and 1 eighths", () => {
  it("says nothing before the first report", () => {
    expect(new ProgressMeter(phases, 0).progress(3)).toEqual({
      phase: "",
      done: 0,
      total: 0,
      fraction: 0,
      ratePerSecond: null,
      secondsLeft: null,
    });
  });

  it("adds the finished phases and the part of the present one", () => {
    const meter = new ProgressMeter(phases, 0);
    meter.report("primitive", 0, 100, 0);
    meter.report("primitive", 100, 100, 50);
    meter.report("mine", 0, 6000, 50);
    meter.report("mine", 3000, 6000, 60);
    expect(meter.progress(60)).toEqual({
      phase: "Mining the pool",
      done: 3000,
      total: 6000,
      fraction: 0.75, // 5/8 + half of 2/8
      ratePerSecond: 300,
      secondsLeft: 20, // 10 s for the other 3000, then 1/8 at the 70 s that 7/8 take
    });
  });

  it("does not count the work of an earlier attempt as fast work of this one", () => {
    const meter = new ProgressMeter(phases, 0);
    meter.report("mine", 3000, 6000, 1); // the primitive learner and half the pool were done before
    meter.report("mine", 4500, 6000, 6);
    // 1/16 of the job in 6 s, 5 s more for the next 1/16: 11 s for 1/8, which is also what retraining takes.
    expect(meter.progress(6)).toMatchObject({ fraction: 0.8125, ratePerSecond: 300, secondsLeft: 16 });
  });

  it("counts on, with a pace and no time left, where nobody knows of how many", () => {
    const meter = new ProgressMeter(phases, 0);
    meter.report("primitive", 4096, 0, 1);
    meter.report("primitive", 8192, 0, 3);
    expect(meter.progress(3)).toMatchObject({ done: 8192, total: 0, fraction: 0, ratePerSecond: 2048, secondsLeft: null });
    meter.report("mine", 0, 10, 4);
    expect(meter.progress(4).fraction).toBe(0.625);
  });

  it("tells when another phase begins", () => {
    const meter = new ProgressMeter(phases, 0);
    expect([meter.report("primitive", 0, 9, 0), meter.report("primitive", 1, 9, 1), meter.report("mine", 0, 9, 2)]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it("ignores a name that is no phase", () => {
    const meter = new ProgressMeter(phases, 0);
    meter.report("primitive", 50, 100, 1);
    expect(meter.report("destil", 1, 2, 2)).toBe(false);
    expect(meter.progress(2)).toMatchObject({ phase: "Training the primitive learner", done: 50 });
  });

  it("never falls, stays between 0 and 1, and never shows a number that is none", () => {
    const report = fc.record({
      name: fc.constantFrom("primitive", "mine", "vas", "other"),
      done: fc.nat(50),
      more: fc.nat(50),
      seconds: fc.nat(9),
    });
    fc.assert(
      fc.property(fc.array(report), (reports) => {
        const meter = new ProgressMeter(phases, 0);
        let now = 0;
        let before = 0;
        for (const { name, done, more, seconds } of reports) {
          now += seconds;
          meter.report(name, done, done + more, now);
          const { fraction, ratePerSecond, secondsLeft } = meter.progress(now);
          expect(fraction).toBeGreaterThanOrEqual(before);
          expect(fraction).toBeLessThanOrEqual(1);
          for (const figure of [ratePerSecond, secondsLeft]) expect(figure === null || (Number.isFinite(figure) && figure >= 0)).toBe(true);
          before = fraction;
        }
      }),
    );
  });
});
