// At most one call in `seconds`, and always a last one: the first call passes at once, the latest of the others at the end of the
// interval. So a window hears ten times a second from a job that counts thousands, and never misses where it stopped.
import type { Clock } from "./clock.ts";

export class Throttle {
  readonly #seconds: number;
  readonly #clock: Clock;
  readonly #act: () => void;
  #isWaiting = false;
  #isAsked = false;
  #callOff: () => void = () => {};

  constructor(seconds: number, clock: Clock, act: () => void) {
    this.#seconds = seconds;
    this.#clock = clock;
    this.#act = act;
  }

  /** Acts now, or once at the end of the running interval. */
  ask(): void {
    if (this.#isWaiting) this.#isAsked = true;
    else this.actNow();
  }

  /** Acts now in any case; a pending call is part of it. */
  actNow(): void {
    this.stop();
    this.#isWaiting = true;
    this.#callOff = this.#clock.after(this.#seconds, () => {
      this.#isWaiting = false;
      if (this.#isAsked) this.actNow();
    });
    this.#act();
  }

  /** Drops a pending call. */
  stop(): void {
    this.#callOff();
    this.#isWaiting = false;
    this.#isAsked = false;
  }
}
