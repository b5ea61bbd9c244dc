import { describe, expect, it } from "vitest";
import { watchRunningJobs } from "./running-jobs.ts";

const job = (id: string, state: string, isCancelling = false) => ({ event: "job", payload: { id, state, isCancelling } });

describe("the jobs that go on after the engine was restarted", () => {
  it("are those last seen running or queued", () => {
    const jobs = watchRunningJobs();
    for (const event of [job("a", "running"), job("b", "queued"), job("c", "running"), job("c", "done")]) jobs.see(event);
    expect(jobs.ids()).toEqual(["a", "b"]);
  });

  it("leave out a job whose cancel was asked", () => {
    const jobs = watchRunningJobs();
    for (const event of [job("a", "running"), job("a", "running", true)]) jobs.see(event);
    expect(jobs.ids()).toEqual([]);
  });

  it("are also read from the state of the project", () => {
    const jobs = watchRunningJobs();
    jobs.see(job("b", "running"));
    jobs.see({ event: "project", payload: { jobs: [job("a", "running").payload, job("b", "failed").payload] } });
    expect(jobs.ids()).toEqual(["a"]);
  });
});
