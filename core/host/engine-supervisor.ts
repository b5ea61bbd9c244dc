// Keeps one engine process running for a host and speaks with it on behalf of any number of windows: requests wait until the
// project is open, those under way when it dies are answered with an error, and it is started again. How a process is started
// is the host's matter (an Electron utility process or a forked Node), so nothing here knows either.
import type { FromEngine, OpenMessage, ToEngine } from "../engine/host-messages.ts";
import { type ErrorRecord, errorOfRecord, type WorkbenchError } from "../errors.ts";
import type { EventMessage, ReplyMessage, RequestMessage } from "../wire.ts";
import { createDeathLimit, deathWindowSeconds } from "./death-limit.ts";
import { watchRunningJobs } from "./running-jobs.ts";

/** A started engine process. */
export interface EngineChild {
  send(message: ToEngine): void;
  /** Ends it at once, without asking. */
  kill(): void;
}

export interface EngineChildListener {
  message(message: FromEngine): void;
  /** Called once, and never before the host's `start` returned. `how` is "code 1" or "signal SIGKILL". */
  exit(how: string): void;
}

export type Answer = { ok: true; output: unknown } | { ok: false; error: ErrorRecord };

export interface EngineSupervisor {
  /** Resolves when the project is open for the first time, rejects with a WorkbenchError when it could not be opened. */
  opened: Promise<void>;
  /** Sends a request of the contract; always answers, never rejects. */
  ask(name: string, input: unknown): Promise<Answer>;
  /** @returns how to stop listening */
  onEvent(listener: (event: EventMessage) => void): () => void;
  /** Called when no restart follows: the engine died too often, or the project could not be opened. */
  onStopped(listener: (error: ErrorRecord) => void): void;
  /** Starts a stopped engine again; nothing happens otherwise. */
  startAgain(): void;
  /** Lets the engine finish what it writes, for five seconds at most, then ends it. */
  close(): Promise<void>;
}

const closeSeconds = 5;
const closing: ErrorRecord = { code: "engine-died", message: "The workbench is closing." };

/** @param nowSeconds  any clock that never goes back */
export function superviseEngine(options: {
  start(listener: EngineChildListener): EngineChild;
  open: OpenMessage;
  nowSeconds(): number;
  /** A sentence for the user of an engine that is left dead: how to start it again. */
  startAgainAdvice: string;
}): EngineSupervisor {
  const deaths = createDeathLimit();
  const eventListeners = new Set<(event: EventMessage) => void>();
  const stoppedListeners = new Set<(error: ErrorRecord) => void>();
  /** Answers owed, by request id; a request in `queue` is among them. */
  const owed = new Map<number, (answer: Answer) => void>();
  let queue: RequestMessage[] = [];
  let nextId = 1;
  let child: EngineChild | null = null;
  let isOpen = false;
  let stopped: ErrorRecord | null = null;
  let isClosing = false;
  let starts = 0;
  const jobs = watchRunningJobs();
  /** Jobs that a death interrupted and no later engine has been asked to resume yet. */
  const cutOff = new Set<string>();
  let settleOpened: { resolve(): void; reject(error: WorkbenchError): void };
  let exited: () => void = () => {};
  const opened = new Promise<void>((resolve, reject) => {
    settleOpened = { resolve, reject };
  });
  opened.catch(() => {}); // a host may watch onStopped instead

  function start(): void {
    isOpen = false;
    starts += 1;
    // Only the current process is heard: a late message of one that was given up is not its successor's.
    const started: EngineChild = options.start({
      message: (message) => child === started && receive(message),
      exit: (how) => child === started && died(how),
    });
    child = started;
    started.send(options.open);
  }

  function receive(message: FromEngine): void {
    if ("event" in message) emit(message);
    else if ("id" in message) settle(message);
    else if (message.type === "ready") becameReady();
    else if (message.type === "failed") stop(message.error);
  }

  function becameReady(): void {
    isOpen = true;
    const waiting = queue;
    queue = [];
    for (const request of waiting) child?.send(request);
    if (starts > 1 && !isClosing) void goOn();
    settleOpened.resolve();
  }

  /** After another start: work that was cut off goes on, and the windows, which kept what they showed, learn what is true now. */
  async function goOn(): Promise<void> {
    for (const jobId of [...cutOff]) {
      const answer = await ask("job.resume", { jobId });
      if (!answer.ok && answer.error.code === "engine-died") return; // its successor is asked instead
      cutOff.delete(jobId); // any other refusal means that the job had just finished
    }
    const state = await ask("project.state", {});
    if (state.ok) emit({ event: "project", payload: state.output });
  }

  function died(how: string): void {
    child = null;
    isOpen = false;
    exited();
    for (const id of jobs.ids()) cutOff.add(id);
    if (isClosing) {
      refuseAll(closing);
      return;
    }
    const error: ErrorRecord = { code: "engine-died", message: `The engine stopped unexpectedly (${how}).` };
    if (deaths.record(options.nowSeconds()) === "stop") {
      const minutes = deathWindowSeconds / 60;
      const message = `The engine stopped three times within ${minutes} minutes, last with ${how}, and was not started again. ${options.startAgainAdvice}`;
      stop({ code: "engine-died", message });
      return;
    }
    refuseSent(error);
    notice("warning", `${error.message} It is being started again; unfinished work continues from its last checkpoint.`);
    start();
  }

  function stop(error: ErrorRecord): void {
    child?.kill();
    child = null;
    isOpen = false;
    stopped = error;
    refuseAll(error);
    settleOpened.reject(errorOfRecord(error));
    notice("error", error.message);
    for (const listener of stoppedListeners) listener(error);
  }

  function emit(event: EventMessage): void {
    jobs.see(event);
    for (const listener of eventListeners) listener(event);
  }

  function notice(level: "warning" | "error", text: string): void {
    emit({ event: "notice", payload: { level, text } });
  }

  function settle(reply: ReplyMessage): void {
    const answer = owed.get(reply.id);
    owed.delete(reply.id);
    answer?.(reply.ok ? { ok: true, output: reply.output } : { ok: false, error: reply.error });
  }

  /** What the dead process was asked gets no other answer; what waits in the queue is for its successor. */
  function refuseSent(error: ErrorRecord): void {
    const waiting = new Set(queue.map(({ id }) => id));
    for (const id of [...owed.keys()]) if (!waiting.has(id)) settle({ id, ok: false, error });
  }

  function refuseAll(error: ErrorRecord): void {
    queue = [];
    refuseSent(error);
  }

  function ask(name: string, input: unknown): Promise<Answer> {
    const refusal = isClosing ? closing : stopped;
    return refusal ? Promise.resolve({ ok: false, error: refusal }) : send(name, input);
  }

  function send(name: string, input: unknown): Promise<Answer> {
    const request: RequestMessage = { id: nextId++, name, input };
    return new Promise((resolve) => {
      owed.set(request.id, resolve);
      if (isOpen) child?.send(request);
      else queue.push(request);
    });
  }

  async function close(): Promise<void> {
    if (isClosing) return;
    isClosing = true;
    if (!child) return;
    const ended = new Promise<void>((resolve) => {
      exited = resolve;
    });
    await withinSeconds(closeSeconds, Promise.race([send("close", {}), ended]));
    child?.kill();
    child = null;
    refuseAll(closing);
  }

  start();
  return {
    opened,
    ask,
    onEvent(listener) {
      eventListeners.add(listener);
      return () => eventListeners.delete(listener);
    },
    onStopped: (listener) => stoppedListeners.add(listener),
    startAgain() {
      if (!stopped || isClosing) return;
      stopped = null;
      deaths.forget();
      start();
    },
    close,
  };
}

/** Waits for `work`, but no longer than `seconds`. */
async function withinSeconds(seconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, seconds * 1000);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
