// The engine's end of compute: starts the process when it is first needed, runs one task at a time in it, and turns its death
// and a late cancel into errors that a job understands.
import { errorOfRecord, WorkbenchError } from "../errors.ts";
import { endOfCompute } from "./end-of-compute.ts";
import type { FromCompute, Task, TaskEvent, TaskKind, TaskResults, ToCompute } from "./protocol.ts";

/** A started compute process, however its host started it. */
export interface ComputeProcess {
  send(message: ToCompute): void;
  onMessage(listener: (message: FromCompute) => void): void;
  /** Called once. */
  onExit(listener: (reason: string) => void): void;
  /** At once, without a goodbye. */
  kill(): void;
}

/** A cancelled step may finish for this long; then compute is killed and the job stays at its checkpoint. */
export const cancelGraceMilliseconds = 2000;

interface Running {
  id: string;
  process: ComputeProcess;
  onEvent: (event: TaskEvent) => void;
  resolve: (result: TaskResults[TaskKind]) => void;
  reject: (error: unknown) => void;
}

export class ComputeClient {
  readonly #start: () => ComputeProcess;
  readonly #onBackendNote: () => void;
  #backendNote: string | null = null;
  #process: ComputeProcess | null = null;
  #running: Running | null = null;
  /** Settles when the last task that was asked for has ended. */
  #turn: Promise<void> = Promise.resolve();
  #nextId = 1;

  /** @param onBackendNote  called when `backendNote` has changed */
  constructor(start: () => ComputeProcess, onBackendNote: () => void = ignore) {
    this.#start = start;
    this.#onBackendNote = onBackendNote;
  }

  /** Why computing is slower than it could be; null when it is not, or nothing has been computed yet. */
  get backendNote(): string | null {
    return this.#backendNote;
  }

  /** While a task runs; another one would wait for it. */
  get isBusy(): boolean {
    return this.#running !== null;
  }

  /**
   * Runs a task, after those that were asked before it, and resolves with its result.
   * @throws WorkbenchError "cancelled" when `signal` aborts, "compute-died" when the process ends, or what the task or `onEvent` threw
   */
  run<K extends TaskKind>(
    task: Extract<Task, { kind: K }>,
    onEvent: (event: TaskEvent) => void,
    signal: AbortSignal,
  ): Promise<TaskResults[K]> {
    const turn = this.#turn.then(() => this.#perform(task, onEvent, signal));
    this.#turn = turn.then(ignore, ignore);
    return turn as Promise<TaskResults[K]>;
  }

  /** Ends the process at once; a running task rejects with "compute-died". The next `run` starts another. */
  kill(): void {
    const ended = this.#process;
    this.#process = null; // at once: a task that starts before the exit is heard needs another process
    ended?.kill();
  }

  async #perform(task: Task, onEvent: (event: TaskEvent) => void, signal: AbortSignal): Promise<TaskResults[TaskKind]> {
    if (signal.aborted) throw new WorkbenchError("cancelled", "Cancelled.");
    const id = String(this.#nextId++);
    const compute = this.#started();
    let graceTimer: NodeJS.Timeout | undefined;
    const cancel = () => {
      compute.send({ type: "cancel", id });
      graceTimer = setTimeout(() => {
        this.#settle(id, (running) => running.reject(new WorkbenchError("cancelled", "Cancelled; the step in hand was stopped.")));
        this.kill();
      }, cancelGraceMilliseconds);
    };
    signal.addEventListener("abort", cancel, { once: true });
    try {
      return await new Promise((resolve, reject) => {
        this.#running = { id, process: compute, onEvent, resolve, reject };
        compute.send({ type: "start", id, task });
      });
    } finally {
      clearTimeout(graceTimer);
      signal.removeEventListener("abort", cancel);
    }
  }

  #started(): ComputeProcess {
    if (this.#process) return this.#process;
    const started = this.#start();
    this.#setBackendNote(null);
    this.#process = started;
    started.onMessage((message) => this.#receive(message));
    started.onExit((reason) => {
      if (this.#process === started) this.#process = null;
      const running = this.#running;
      if (running?.process === started)
        this.#settle(running.id, () => running.reject(new WorkbenchError("compute-died", endOfCompute(reason))));
    });
    return started;
  }

  #receive(message: FromCompute): void {
    if (message.id !== this.#running?.id) return;
    if (message.type === "event" && message.event.type === "backend-note") this.#setBackendNote(message.event.text);
    else if (message.type === "event") this.#pass(message.event, this.#running);
    else if (message.type === "done") this.#settle(message.id, (running) => running.resolve(message.result));
    else this.#settle(message.id, (running) => running.reject(errorOfRecord(message.error)));
  }

  #setBackendNote(note: string | null): void {
    if (note === this.#backendNote) return;
    this.#backendNote = note;
    this.#onBackendNote();
  }

  /** Who hears an event may store it; where that fails, for want of disk as a rule, the task must not go on unrecorded. */
  #pass(event: TaskEvent, { id, onEvent }: Running): void {
    try {
      onEvent(event);
    } catch (error) {
      this.#settle(id, (running) => running.reject(error));
      this.kill();
    }
  }

  #settle(id: string, how: (running: Running) => void): void {
    const running = this.#running;
    if (running?.id !== id) return;
    this.#running = null;
    how(running);
  }
}

const ignore = () => {};
