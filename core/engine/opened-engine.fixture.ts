// An engine on a project in a temporary folder, for tests of what it does: compute runs in this process, and every task is noted.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ComputeProcess } from "../compute/client.ts";
import type { FromCompute, Task, TaskContext, TaskKind, TaskResults } from "../compute/protocol.ts";
import { runTask } from "../compute/tasks.ts";
import type { EventName, EventPayload } from "../contract/events.ts";
import type { JobView } from "../contract/job-view.ts";
import type { InputOf, OutputOf, RequestName } from "../contract/requests.ts";
import { errorOfRecord, errorRecordOf } from "../errors.ts";
import { openEngine } from "./engine.ts";

export interface OpenedEngine {
  projectDirectory: string;
  /** What compute was asked, in order, but for the look at the disk with which every job begins. */
  tasks: Task[];
  /** Texts of all notices. */
  notices: string[];
  request<N extends RequestName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>;
  /** The job once it is over. */
  ended(jobId: string): Promise<JobView>;
  /** Starts a job and waits for its end. */
  perform(kind: JobStart["kind"], options?: Omit<JobStart, "kind">): Promise<JobView>;
  /** Makes the data set of a folder, with the classes that it has, that of the project. */
  importFolder(directory: string): Promise<JobView>;
  /** Resolves at the first event that `isIt` accepts from now on. */
  event<N extends EventName>(name: N, isIt: (payload: EventPayload<N>) => boolean): Promise<void>;
  /** Closes the engine and removes its project. */
  remove(): Promise<void>;
}

type JobStart = InputOf<"job.start">;

/** What answers tasks of some kinds in the place of compute; a null leaves a task to it. */
export type StandIns = {
  [K in TaskKind]?: (task: Extract<Task, { kind: K }>, context: TaskContext) => Promise<TaskResults[K]> | null;
};

export async function openTemporaryEngine(standIns: StandIns = {}): Promise<OpenedEngine> {
  const projectDirectory = await mkdtemp(join(tmpdir(), "omnifer-engine-"));
  const tasks: Task[] = [];
  const notices: string[] = [];
  const listeners = new Set<(name: EventName, payload: unknown) => void>();
  const engine = await openEngine({
    projectDirectory,
    create: true,
    startCompute: () => computeHere(standIns, (task) => task.kind !== "require-unchanged" && tasks.push(task)),
    emit: (name, payload) => {
      if (name === "notice") notices.push((payload as EventPayload<"notice">).text);
      for (const listener of listeners) listener(name, payload);
    },
  });
  let nextId = 1;
  const request: OpenedEngine["request"] = async (name, input) => {
    const reply = await engine.answer({ id: nextId++, name, input });
    if (!reply.ok) throw errorOfRecord(reply.error);
    return reply.output as never;
  };
  const event: OpenedEngine["event"] = (name, isIt) =>
    new Promise((resolve) => {
      const listener = (heard: EventName, payload: unknown) => {
        if (heard !== name || !isIt(payload as never)) return;
        listeners.delete(listener);
        resolve();
      };
      listeners.add(listener);
    });
  const isOver = ({ state }: JobView) => state !== "running" && state !== "queued";
  const ended: OpenedEngine["ended"] = async (jobId) => {
    const known = async () => (await request("project.state", {})).jobs.find(({ id }) => id === jobId);
    const heard = event("job", (job) => job.id === jobId && isOver(job));
    const job = await known();
    if (job && isOver(job)) return job;
    await heard;
    return (await known())!;
  };
  return {
    projectDirectory,
    tasks,
    notices,
    request,
    event,
    ended,
    perform: async (kind, options) => ended((await request("job.start", { kind, ...options })).jobId),
    importFolder: async (directory) => ended((await request("data.import", { directory, classes: null })).jobId),
    async remove() {
      await request("close", {});
      await rm(projectDirectory, { recursive: true });
    },
  };
}

/** Runs tasks in this process; killed, it is heard no more. */
function computeHere(standIns: StandIns, note: (task: Task) => void): ComputeProcess {
  let listener: (message: FromCompute) => void = () => {};
  const running = new Map<string, AbortController>();
  return {
    send(message) {
      if (message.type === "cancel") return running.get(message.id)?.abort();
      const { id, task } = message;
      const controller = new AbortController();
      running.set(id, controller);
      note(task);
      const context = {
        signal: controller.signal,
        report: (event: Extract<FromCompute, { type: "event" }>["event"]) => listener({ type: "event", id, event }),
        breathe: () => new Promise<void>((resolve) => setImmediate(resolve)),
      };
      const standIn = standIns[task.kind] as ((task: Task, context: TaskContext) => Promise<TaskResults[TaskKind]> | null) | undefined;
      (standIn?.(task, context) ?? runTask(task, context)).then(
        (result) => listener({ type: "done", id, result }),
        (error: unknown) => listener({ type: "failed", id, error: errorRecordOf(error) }),
      );
    },
    onMessage: (next) => {
      listener = next;
    },
    onExit: () => {},
    kill() {
      listener = () => {};
      for (const controller of running.values()) controller.abort();
    },
  };
}
