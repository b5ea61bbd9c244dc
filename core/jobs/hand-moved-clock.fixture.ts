// A clock for tests: time passes only when it is told to.
import type { Clock } from "./clock.ts";

export class HandMovedClock implements Clock {
  #now = 0;
  #pending: { at: number; then: () => void }[] = [];

  seconds(): number {
    return this.#now;
  }

  after(seconds: number, then: () => void): () => void {
    const entry = { at: this.#now + seconds, then };
    this.#pending.push(entry);
    return () => {
      this.#pending = this.#pending.filter((other) => other !== entry);
    };
  }

  /** Lets time pass; what falls due happens on the way, at its moment. */
  pass(seconds: number): void {
    const end = this.#now + seconds;
    for (;;) {
      const next = this.#pending.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#pending = this.#pending.filter((other) => other !== next);
      this.#now = next.at;
      next.then();
    }
    this.#now = end;
  }
}
