// How long a job still takes, from its phases' shares of the work and its pace so far. Pure functions.

/** A point of a phase: so many steps were done at this time. */
export interface PaceSample {
  seconds: number;
  done: number;
}

/** Pace is measured over this stretch: it follows a machine that becomes busier, without jumping at every report. */
const paceSeconds = 15;
/** Reports that come seldom still make a pace. */
const fewestSamples = 5;
/** A pace over less than this is noise. */
const shortestSeconds = 0.5;

/** The samples that still count once `next` has come. */
export function withSample(samples: readonly PaceSample[], next: PaceSample): PaceSample[] {
  const all = [...samples, next];
  const firstRecent = all.findIndex(({ seconds }) => next.seconds - seconds <= paceSeconds);
  return all.slice(Math.max(0, Math.min(firstRecent, all.length - fewestSamples)));
}

/** Steps a second over the samples; null while they are too few to tell. */
export function paceOf(samples: readonly PaceSample[]): number | null {
  const first = samples[0];
  const last = samples[samples.length - 1];
  if (!first || !last) return null;
  const seconds = last.seconds - first.seconds;
  return seconds >= shortestSeconds && last.done > first.done ? (last.done - first.done) / seconds : null;
}

/** Where a job stands. Shares are of the whole job, 0 to 1. */
export interface Standing {
  /** Steps left in the present phase. */
  remaining: number;
  /** Steps a second in the present phase; null when not known yet. */
  ratePerSecond: number | null;
  /** What is left of the present phase. */
  presentShare: number;
  /** The phases after it. */
  laterShare: number;
  /** What was worked since the job was started or resumed, and the seconds it took. */
  workedShare: number;
  workedSeconds: number;
}

/**
 * Seconds to the end of the job: the present phase at its own pace, the later ones at the seconds a share that the work so far and
 * the present phase come to. null when the pace is not known yet.
 */
export function secondsLeft(standing: Standing): number | null {
  const { remaining, ratePerSecond, presentShare, laterShare, workedShare, workedSeconds } = standing;
  if (remaining > 0 && ratePerSecond === null) return null;
  const present = remaining > 0 ? remaining / ratePerSecond! : 0;
  if (laterShare <= 0) return present;
  const knownShare = workedShare + presentShare;
  return knownShare > 0 ? present + (laterShare * (workedSeconds + present)) / knownShare : null;
}
