import { describe, expect, it } from "vitest";
import { type PaceSample, paceOf, type Standing, secondsLeft, withSample } from "./time-left.ts";

describe("pace", () => {
  it("is the steps over the seconds between the first and the last report", () => {
    expect(
      paceOf([
        { seconds: 10, done: 100 },
        { seconds: 12, done: 150 },
        { seconds: 14, done: 180 },
      ]),
    ).toBe(20);
  });

  it.each<[string, PaceSample[]]>([
    ["no report", []],
    ["a single report", [{ seconds: 1, done: 5 }]],
    [
      "reports within half a second",
      [
        { seconds: 1, done: 5 },
        { seconds: 1.4, done: 50 },
      ],
    ],
    [
      "reports without progress",
      [
        { seconds: 1, done: 5 },
        { seconds: 9, done: 5 },
      ],
    ],
  ])("is not known from %s", (_, samples) => {
    expect(paceOf(samples)).toBeNull();
  });

  it("forgets what lies more than 15 seconds back", () => {
    let samples: PaceSample[] = [];
    for (let seconds = 0; seconds <= 100; seconds++)
      samples = withSample(samples, { seconds, done: seconds < 50 ? seconds : 50 + 7 * (seconds - 50) });
    expect(samples[0]).toEqual({ seconds: 85, done: 295 });
    expect(paceOf(samples)).toBe(7);
  });

  it("keeps five reports, however seldom they come", () => {
    let samples: PaceSample[] = [];
    for (let epoch = 0; epoch < 9; epoch++) samples = withSample(samples, { seconds: epoch * 60, done: epoch });
    expect(samples.map(({ done }) => done)).toEqual([4, 5, 6, 7, 8]);
    expect(paceOf(samples)).toBe(1 / 60);
  });
});

describe("seconds left", () => {
  const halfway: Standing = { remaining: 30, ratePerSecond: 3, presentShare: 0.25, laterShare: 0, workedShare: 0.25, workedSeconds: 10 };

  it("of the last phase are its steps at its own pace", () => {
    expect(secondsLeft(halfway)).toBe(10);
  });

  it("of later phases are as many a share as the work so far and the present phase come to", () => {
    // (10 s worked + 10 s to come) for half the job: the other half takes 20 s more.
    expect(secondsLeft({ ...halfway, laterShare: 0.5 })).toBe(30);
  });

  it("count only the share that this attempt worked, so that a resumed job does not promise too much", () => {
    expect(secondsLeft({ ...halfway, workedShare: 0, workedSeconds: 0, laterShare: 0.5 })).toBe(30);
  });

  it("are not known before there is a pace", () => {
    expect(secondsLeft({ ...halfway, ratePerSecond: null })).toBeNull();
  });

  it("of a phase that has just ended are those of the later ones", () => {
    const ended: Standing = { remaining: 0, ratePerSecond: null, presentShare: 0, laterShare: 0.5, workedShare: 0.5, workedSeconds: 8 };
    expect(secondsLeft(ended)).toBe(8);
    expect(secondsLeft({ ...ended, laterShare: 0 })).toBe(0);
  });

  it("are not known when nothing was worked and the present phase weighs nothing", () => {
    expect(secondsLeft({ remaining: 0, ratePerSecond: null, presentShare: 0, laterShare: 1, workedShare: 0, workedSeconds: 4 })).toBeNull();
  });
});
