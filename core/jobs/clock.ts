// Time as jobs see it. Injected, so that tests move it by hand instead of waiting.
import { performance } from "node:perf_hooks";

export interface Clock {
  /** Seconds since some fixed moment; never goes back. */
  seconds(): number;
  /** Calls `then` after so many seconds; returns how to call it off. */
  after(seconds: number, then: () => void): () => void;
}

export const systemClock: Clock = {
  seconds: () => performance.now() / 1000,
  after(seconds, then) {
    const timer = setTimeout(then, seconds * 1000);
    return () => clearTimeout(timer);
  },
};
