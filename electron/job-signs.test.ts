import { describe, expect, it } from "vitest";
import type { JobView } from "../core/contract/job-view.ts";
import { signalJobs } from "./job-signs.ts";

const running: JobView = {
  id: "train-1",
  kind: "primitive",
  title: "Primitive learner",
  state: "running",
  phase: "Training",
  done: 1,
  total: 4,
  fraction: 0.25,
  ratePerSecond: null,
  secondsLeft: null,
  elapsedSeconds: 1,
  isCancelling: false,
  canResume: false,
  error: null,
};

function taskbar() {
  const told: unknown[] = [];
  const blocker = { start: (kind: string) => told.push(kind) && 7, stop: (id: number) => told.push(`stop ${id}`) > 0 };
  const hear = signalJobs(blocker, (fraction) => told.push(fraction));
  return { told, says: (job: Partial<JobView>) => hear({ event: "job", payload: { ...running, ...job } }) };
}

describe("signs of a running job", () => {
  it("keep the computer awake once, show progress, and end with the job", () => {
    const { told, says } = taskbar();
    says({});
    says({ fraction: 0.5 });
    says({ state: "done", fraction: 1 });
    expect(told).toEqual(["prevent-app-suspension", 0.25, 0.5, "stop 7", -1]);
  });

  it("stay while another job is queued", () => {
    const { told, says } = taskbar();
    says({});
    says({ id: "mine-1", state: "queued" });
    says({ state: "failed" });
    expect(told).not.toContain("stop 7");
    says({ id: "mine-1", state: "cancelled" });
    expect(told).toContain("stop 7");
  });
});
