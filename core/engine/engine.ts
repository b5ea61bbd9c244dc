// The engine: one open project, its jobs, and an answer to every request of the contract. Whoever hosts it gives it a way to start
// compute and a way to emit events.
import { basename } from "node:path";
import { ComputeClient, type ComputeProcess } from "../compute/client.ts";
import type { EventName, EventPayload } from "../contract/events.ts";
import type { HostRequests, WindowRequests } from "../contract/requests.ts";
import { createProject, isProject, openProject } from "../project/project.ts";
import { answer, type Handlers, type ReplyMessage, type RequestMessage } from "../wire.ts";
import type { EngineContext } from "./context.ts";
import { createJobs } from "./jobs.ts";
import { OpenedFiles } from "./opened-files.ts";
import { projectStateOf } from "./project-state.ts";
import { requestHandlers } from "./request-handlers.ts";

export interface EngineOptions {
  /** Absolute. */
  projectDirectory: string;
  /** Makes the project when the folder has none. */
  create: boolean;
  startCompute: () => ComputeProcess;
  emit<N extends EventName>(event: N, payload: EventPayload<N>): void;
}

export interface Engine {
  /** A reply always comes back, never an exception. */
  answer(message: RequestMessage): Promise<ReplyMessage>;
}

/** @throws WorkbenchError `locked`, `not-found`, `read-only` or `disk-full`; InputError when the project is damaged */
export async function openEngine({ projectDirectory, create, startCompute, emit }: EngineOptions): Promise<Engine> {
  const isNew = create && !(await isProject(projectDirectory));
  const project = isNew ? await createProject(projectDirectory, basename(projectDirectory)) : await openProject(projectDirectory);
  const state = () => projectStateOf(context, jobs.views(), jobs.runningStage(), jobs.training());
  const context: EngineContext = {
    project,
    compute: new ComputeClient(startCompute, () => context.changed()),
    opened: new OpenedFiles(project),
    emit,
    changed: () => emit("project", state()),
  };
  const jobs = createJobs(context);
  const handlers: Handlers<keyof WindowRequests | keyof HostRequests> = {
    "project.state": state,
    ...requestHandlers(context, state, () => jobs.views()),
    ...jobs.handlers,
    close: async () => {
      await jobs.close();
      context.compute.kill();
      await project.close();
      return {};
    },
  };
  return { answer: (message) => answer(handlers, message) };
}
