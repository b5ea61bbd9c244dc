// Which of the project's jobs the window speaks about.
import type { JobState, JobView } from "../../core/contract/job-view.ts";

const unfinished: readonly JobState[] = ["running", "queued"];
const stopped: readonly JobState[] = ["failed", "cancelled", "interrupted"];

/** The list with a newer report of one of its jobs; a job that was not listed comes first. */
export function mergeJob(jobs: readonly JobView[], newer: JobView): JobView[] {
  const isListed = jobs.some(({ id }) => id === newer.id);
  return isListed ? jobs.map((job) => (job.id === newer.id ? newer : job)) : [newer, ...jobs];
}

export const isUnfinished = (job: JobView): boolean => unfinished.includes(job.state);

/** The job of the job bar: the running one, else the next queued one, else the latest if it did not end well. */
export function shownJob(jobs: readonly JobView[]): JobView | null {
  const active = jobs.find(({ state }) => state === "running") ?? jobs.find(({ state }) => state === "queued");
  if (active) return active;
  const latest = jobs[0];
  return latest && stopped.includes(latest.state) ? latest : null;
}

export const queuedCount = (jobs: readonly JobView[]): number => jobs.filter(({ state }) => state === "queued").length;

/** An unfinished job of one of these kinds; a button that would start another waits for it. */
export const unfinishedOf = (jobs: readonly JobView[], ...kinds: JobView["kind"][]): JobView | null =>
  jobs.find((job) => isUnfinished(job) && kinds.includes(job.kind)) ?? null;
