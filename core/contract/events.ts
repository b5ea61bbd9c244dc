// What reaches a window unasked.
import { z } from "zod";
import { distillationEvents } from "./distillation-requests.ts";
import { JobView } from "./job-view.ts";
import { ProjectState } from "./project-state.ts";
import { EpochMetrics, RunRole } from "./run-views.ts";
import { Id } from "./values.ts";

export const events = {
  /** After every commit. */
  project: ProjectState,
  /** At most ten a second for each job. */
  job: JobView,
  epoch: z.object({ runId: Id, role: RunRole, epochs: z.int(), metrics: EpochMetrics }),
  ...distillationEvents,
  /** The desktop's menu was asked for something that the page does. */
  menu: z.object({ item: z.enum(["put-together"]) }),
  /** One sentence for the user: an engine that was restarted, a compute process that died. */
  notice: z.object({ level: z.enum(["info", "warning", "error"]), text: z.string() }),
} as const;

export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]>;
