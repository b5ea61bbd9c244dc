import { describe, expect, it } from "vitest";
import type { JobView } from "../../core/contract/job-view.ts";
import { mergeJob, queuedCount, shownJob, unfinishedOf } from "./jobs.ts";

const job = (changes: Partial<JobView>): JobView => ({
  id: "job-1",
  kind: "primitive",
  title: "Primitive learner",
  state: "running",
  phase: "Training",
  done: 3,
  total: 25,
  fraction: 0.12,
  ratePerSecond: null,
  secondsLeft: null,
  elapsedSeconds: 4,
  isCancelling: false,
  canResume: false,
  error: null,
  ...changes,
});

describe("the job that the window speaks about", () => {
  it("is the running one, even when others wait or failed before", () => {
    const jobs = [job({ id: "a", state: "failed" }), job({ id: "b", state: "queued" }), job({ id: "c" })];
    expect(shownJob(jobs)?.id).toBe("c");
    expect(queuedCount(jobs)).toBe(1);
  });

  it("is the latest one when it was cancelled or failed, so that it can be resumed", () => {
    expect(shownJob([job({ id: "a", state: "interrupted" }), job({ id: "b", state: "done" })])?.id).toBe("a");
  });

  it("is none when the latest job ended well, whatever failed before it", () => {
    expect(shownJob([job({ id: "a", state: "done" }), job({ id: "b", state: "failed" })])).toBeNull();
    expect(shownJob([])).toBeNull();
  });

  it("replaces a job by its newer report in place, and puts a new job first", () => {
    const jobs = [job({ id: "a" }), job({ id: "b" })];
    expect(mergeJob(jobs, job({ id: "b", done: 9 })).map(({ id, done }) => [id, done])).toEqual([
      ["a", 3],
      ["b", 9],
    ]);
    expect(mergeJob(jobs, job({ id: "c" })).map(({ id }) => id)).toEqual(["c", "a", "b"]);
  });

  it("finds an unfinished job of a kind, and no finished one", () => {
    const jobs = [job({ id: "a", kind: "mine", state: "done" }), job({ id: "b", kind: "retrain", state: "queued" })];
    expect(unfinishedOf(jobs, "mine", "retrain")?.id).toBe("b");
    expect(unfinishedOf(jobs, "mine")).toBeNull();
  });
});
