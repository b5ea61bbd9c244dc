// Which jobs ran or waited when the engine died: those the user had started and not cancelled, and expects to go on.
import { z } from "zod";
import { JobView } from "../contract/job-view.ts";
import type { EventMessage } from "../wire.ts";

const Job = JobView.pick({ id: true, state: true, isCancelling: true });
const Project = z.object({ jobs: z.array(Job) });

export interface RunningJobs {
  see(event: EventMessage): void;
  /** In the order they were first seen. */
  ids(): string[];
}

/** Follows `job` and `project` events; other events say nothing about jobs. */
export function watchRunningJobs(): RunningJobs {
  const running = new Set<string>();
  const follow = ({ id, state, isCancelling }: z.infer<typeof Job>): void => {
    if ((state === "running" || state === "queued") && !isCancelling) running.add(id);
    else running.delete(id);
  };
  return {
    see({ event, payload }) {
      if (event === "job") {
        const job = Job.safeParse(payload);
        if (job.success) follow(job.data);
      } else if (event === "project") {
        const project = Project.safeParse(payload);
        if (project.success) project.data.jobs.forEach(follow);
      }
    },
    ids: () => [...running],
  };
}
