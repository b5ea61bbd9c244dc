import { describe, expect, it } from "vitest";
import { HandMovedClock } from "./hand-moved-clock.fixture.ts";
import { Throttle } from "./throttle.ts";

function throttled(seconds: number) {
  const clock = new HandMovedClock();
  const calls: number[] = [];
  return { clock, calls, throttle: new Throttle(seconds, clock, () => calls.push(clock.seconds())) };
}

describe("a throttle of a quarter second", () => {
  it("lets the first call pass at once and the last of the others at the end of the interval", () => {
    const { clock, calls, throttle } = throttled(0.25);
    throttle.ask();
    throttle.ask();
    throttle.ask();
    expect(calls).toEqual([0]);
    clock.pass(1);
    expect(calls).toEqual([0, 0.25]);
  });

  it("never acts oftener, however often it is asked", () => {
    const { clock, calls, throttle } = throttled(0.25);
    for (let i = 0; i < 1024; i++) {
      throttle.ask();
      clock.pass(1 / 512);
    }
    clock.pass(1);
    expect(calls).toEqual([0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2]);
  });

  it("acts at once again after a quiet interval", () => {
    const { clock, calls, throttle } = throttled(0.25);
    throttle.ask();
    clock.pass(0.5);
    throttle.ask();
    expect(calls).toEqual([0, 0.5]);
  });

  it("acts at once when it must, and counts the interval from there", () => {
    const { clock, calls, throttle } = throttled(0.25);
    throttle.ask();
    clock.pass(0.125);
    throttle.ask();
    throttle.actNow();
    throttle.ask();
    clock.pass(1);
    expect(calls).toEqual([0, 0.125, 0.375]);
  });

  it("drops what is pending when it is stopped", () => {
    const { clock, calls, throttle } = throttled(0.25);
    throttle.ask();
    throttle.ask();
    throttle.stop();
    clock.pass(1);
    expect(calls).toEqual([0]);
  });
});
