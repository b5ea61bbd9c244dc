// The progress of one attempt at a job: what its reports come to, as the window shows it. Holds no timers and reads no clock.
import { type PaceSample, paceOf, secondsLeft, withSample } from "./time-left.ts";

/** A phase of a job, in the order they run. */
export interface Phase {
  name: string;
  /** What is being done, as a person says it: "Training the primitive learner". */
  words: string;
  /** Share of the job's work; the shares of a job need not add up to 1. */
  share: number;
}

export interface Progress {
  /** Words of the phase. */
  phase: string;
  /** Steps of the phase. */
  done: number;
  /** 0 where nobody knows it. */
  total: number;
  /** Of the whole job, 0 to 1; never falls within an attempt. */
  fraction: number;
  ratePerSecond: number | null;
  secondsLeft: number | null;
}

export const noProgress: Progress = { phase: "", done: 0, total: 0, fraction: 0, ratePerSecond: null, secondsLeft: null };

export class ProgressMeter {
  readonly #phases: readonly Phase[];
  readonly #totalShare: number;
  readonly #startedSeconds: number;
  #present = -1;
  #done = 0;
  #total = 0;
  #samples: PaceSample[] = [];
  #fraction = 0;
  /** Share that this attempt passed over without working, because an earlier one had done it. */
  #skippedShare = 0;

  /** @param startedSeconds when the attempt began */
  constructor(phases: readonly Phase[], startedSeconds: number) {
    this.#phases = phases;
    this.#totalShare = phases.reduce((sum, { share }) => sum + share, 0) || 1;
    this.#startedSeconds = startedSeconds;
  }

  /**
   * `done` of `total` steps of a phase are done. A phase that is passed over, and steps that are done at a phase's first report,
   * were the work of an earlier attempt. A name that is no phase changes nothing.
   *
   * @returns whether another phase began
   */
  report(name: string, done: number, total: number, seconds: number): boolean {
    const index = this.#phases.findIndex((phase) => phase.name === name);
    if (index < 0) return false; // a bar that does not move is better than a training that stops
    const isNew = index !== this.#present;
    if (isNew) {
      const resumed = total > 0 ? done / total : 0;
      this.#skippedShare += this.#shareOfPhases(this.#present + 1, index) + this.#shareOf(index) * resumed;
      this.#present = index;
    }
    this.#samples = withSample(isNew || total !== this.#total ? [] : this.#samples, { seconds, done });
    this.#done = done;
    this.#total = total;
    this.#fraction = Math.min(1, Math.max(this.#fraction, this.#shareOfPhases(0, index) + this.#shareOf(index) * this.#within));
    return isNew;
  }

  progress(seconds: number): Progress {
    if (this.#present < 0) return noProgress;
    const ratePerSecond = paceOf(this.#samples);
    const isUncounted = this.#total === 0; // of how many nobody knows
    const left = isUncounted
      ? null
      : secondsLeft({
          remaining: this.#total - this.#done,
          ratePerSecond,
          presentShare: this.#shareOf(this.#present) * (1 - this.#within),
          laterShare: this.#shareOfPhases(this.#present + 1, this.#phases.length),
          workedShare: this.#fraction - this.#skippedShare,
          workedSeconds: seconds - this.#startedSeconds,
        });
    return {
      phase: this.#phases[this.#present]!.words,
      done: this.#done,
      total: this.#total,
      fraction: this.#fraction,
      ratePerSecond,
      secondsLeft: left,
    };
  }

  get #within(): number {
    return this.#total > 0 ? this.#done / this.#total : 0;
  }

  #shareOf(index: number): number {
    return this.#phases[index]!.share / this.#totalShare;
  }

  /** Of the phases from `first` up to, not including, `end`. */
  #shareOfPhases(first: number, end: number): number {
    return this.#phases.slice(first, Math.max(first, end)).reduce((sum, { share }) => sum + share, 0) / this.#totalShare;
  }
}
