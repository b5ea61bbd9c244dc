// The queue of jobs: one computes at a time, the others wait. It keeps what the window shows of each job, what the project stores
// of it, its cancel, and its resume. What a job does is the engine's:
//
//   const queue = new JobQueue({
//     jobs: project.store.jobs,
//     run: async (job, { report, remember, signal }) => {
//       const made = (job.memo ?? {}) as PipelineMade;           // what an earlier attempt made
//       remember({ ...made, primitiveRunId });                   // committed when it returns
//       report("primitive", 12, 352);                            // as often as one likes
//       await compute.run(task, onEvent, signal);                // "compute-died" runs the job again, twice in five minutes
//     },
//     phasesOf: (job) => [{ name: "primitive", words: "Training the primitive learner", share: 0.6 }, ...],
//     onChange: (view) => emit("job", view),                     // at most ten a second for each job
//     onNotice: (text) => emit("notice", { level: "warning", text }),
//   });
//   const jobId = queue.start({ kind: "pipeline", title: "Pipeline", input: { recipe } });
//   queue.resume(jobId); queue.cancel(jobId); queue.views(); await queue.close();
import { randomBytes } from "node:crypto";
import type { JobKind, JobView } from "../contract/job-view.ts";
import { type ErrorRecord, errorRecordOf, WorkbenchError } from "../errors.ts";
import { createDeathLimit } from "../host/death-limit.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { JobTable, StoredJob } from "./job-table.ts";
import { noProgress, type Phase, type Progress, ProgressMeter } from "./progress.ts";
import { Throttle } from "./throttle.ts";

/** What a job is given while it runs. */
export interface JobContext {
  /** `done` of `total` steps of a phase of `phasesOf`; a name that is none of them changes nothing. */
  report(phase: string, done: number, total: number): void;
  /** Stores what the job needs to resume; committed when it returns. */
  remember(memo: unknown): void;
  /** Aborted by cancel and by close. */
  signal: AbortSignal;
}

/** A job as `run` and `phasesOf` see it; `memo` is what an earlier attempt remembered, null at first. */
export type Job = Readonly<Pick<StoredJob, "id" | "kind" | "title" | "input" | "memo">>;

export interface JobQueueOptions {
  jobs: Pick<JobTable, "isWritable" | "add" | "update" | "remember" | "markInterrupted" | "get" | "all">;
  /** Resolves when the job is done. Rejects with what stopped it; with "compute-died" it is called again, from its checkpoint. */
  run(job: Job, context: JobContext): Promise<void>;
  phasesOf(job: Job): Phase[];
  /** Whether a job that failed or was cancelled still has what it was asked to work on; all have where it is absent. */
  canRepeat?(job: Job): boolean;
  /** Hears every change of state at once, progress at most ten times a second. */
  onChange(view: JobView): void;
  /** Hears, in a sentence, that a job was started again after compute died. */
  onNotice?(text: string): void;
  clock?: Clock;
}

const progressEverySeconds = 0.1;
/** Finished jobs that `views` still lists. */
const finishedListed = 10;

interface Entry {
  job: StoredJob;
  /** Of the running or the last attempt. */
  progress: Progress;
  attempt: Attempt | null;
}

interface Attempt {
  abort: AbortController;
  meter: ProgressMeter;
  startedSeconds: number;
  throttle: Throttle;
}

export class JobQueue {
  readonly #options: JobQueueOptions;
  readonly #clock: Clock;
  readonly #entries = new Map<string, Entry>();
  readonly #deaths = createDeathLimit();
  #running: Promise<void> | null = null;
  #isClosed = false;

  /** Jobs that an earlier process left unfinished are interrupted from here on; `resume` takes them up. */
  constructor(options: JobQueueOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    if (options.jobs.isWritable) options.jobs.markInterrupted();
    for (const stored of options.jobs.all()) {
      const job = isUnfinished(stored) ? { ...stored, state: "interrupted" as const } : stored; // where it could not be stored
      this.#entries.set(job.id, { job, progress: { ...noProgress, phase: job.phase }, attempt: null });
    }
  }

  /** Queues a job, which runs at once when none does. Returns its id. @throws WorkbenchError `read-only`, `disk-full` */
  start(asked: { kind: JobKind; title: string; input: unknown }): string {
    const id = `job-${randomBytes(5).toString("hex")}`;
    this.#options.jobs.add({ id, ...asked });
    const job = this.#options.jobs.get(id)!;
    const entry = { job, progress: noProgress, attempt: null };
    this.#entries.set(id, entry);
    this.#tell(entry);
    this.#runNext();
    return id;
  }

  /** A queued job is cancelled at once, the running one when its step in hand is done; both can be resumed. Others stay as they are. */
  cancel(id: string): void {
    const entry = this.#entry(id);
    if (entry.job.state === "queued") this.#end(entry, "cancelled", null);
    if (!entry.attempt || entry.attempt.abort.signal.aborted) return;
    entry.attempt.abort.abort();
    this.#tell(entry);
  }

  /**
   * Queues a job again that failed or was cancelled or interrupted; it goes on from what it remembered. Others stay as they are.
   *
   * @throws WorkbenchError `read-only`, `disk-full`
   */
  resume(id: string): void {
    const entry = this.#entry(id);
    if (!this.#canResume(entry.job)) return;
    const job = { ...entry.job, state: "queued" as const, error: null };
    this.#options.jobs.update(id, job);
    entry.job = job;
    this.#entries.delete(id); // to the end of the queue
    this.#entries.set(id, entry);
    this.#tell(entry);
    this.#runNext();
  }

  /** Unfinished jobs in the order they were asked for, then the latest finished ones. */
  views(): JobView[] {
    const entries = [...this.#entries.values()];
    const isFinished = ({ job }: Entry) => job.state === "done" || job.state === "cancelled" || job.state === "failed";
    const finished = entries.filter(isFinished).reverse().slice(0, finishedListed);
    return [...entries.filter((entry) => !isFinished(entry)), ...finished].map((entry) => this.#viewOf(entry));
  }

  /** Stops the running job at its checkpoint; it and the queued ones are interrupted and can be resumed when the project is opened again. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { attempt } of this.#entries.values()) attempt?.abort.abort();
    await this.#running;
    for (const entry of this.#entries.values()) if (entry.job.state === "queued") this.#end(entry, "interrupted", null);
  }

  #runNext(): void {
    if (this.#running || this.#isClosed) return;
    const next = [...this.#entries.values()].find(({ job }) => job.state === "queued");
    if (!next) return;
    this.#running = this.#run(next).finally(() => {
      this.#running = null;
      this.#runNext();
    });
  }

  /** Never rejects: what goes wrong ends the job. */
  async #run(entry: Entry): Promise<void> {
    const abort = new AbortController();
    for (;;) {
      const error = await this.#attempt(entry, abort);
      if (error === null) return this.#end(entry, "done", null);
      if (abort.signal.aborted) return this.#end(entry, this.#isClosed ? "interrupted" : "cancelled", null);
      if (error.code !== "compute-died") return this.#end(entry, "failed", error);
      if (this.#deaths.record(this.#clock.seconds()) === "stop") {
        this.#deaths.forget(); // a person who resumes it has decided that it is worth another try
        return this.#end(entry, "failed", { ...error, message: deathSentence(error.message) });
      }
      this.#options.onNotice?.(`${error.message} ${entry.job.title} goes on from its last checkpoint in a new one.`);
    }
  }

  /** One go at a job. @returns null when it is done, or what stopped it */
  async #attempt(entry: Entry, abort: AbortController): Promise<ErrorRecord | null> {
    const startedSeconds = this.#clock.seconds();
    const throttle = new Throttle(progressEverySeconds, this.#clock, () => this.#options.onChange(this.#viewOf(entry)));
    try {
      const meter = new ProgressMeter(this.#options.phasesOf(entry.job), startedSeconds);
      const attempt = { abort, meter, startedSeconds, throttle };
      entry.attempt = attempt;
      entry.progress = { ...noProgress, phase: entry.job.phase };
      this.#store(entry, { state: "running" });
      this.#tell(entry);
      await this.#options.run(entry.job, {
        signal: abort.signal,
        report: (phase, done, total) => this.#report(entry, attempt, phase, done, total),
        remember: (memo) => {
          this.#options.jobs.remember(entry.job.id, memo);
          entry.job = { ...entry.job, memo };
        },
      });
      return null;
    } catch (error) {
      return errorRecordOf(error);
    } finally {
      throttle.stop();
      entry.attempt = null;
      this.#store(entry, { seconds: entry.job.seconds + this.#clock.seconds() - startedSeconds });
    }
  }

  #report(entry: Entry, attempt: Attempt, phase: string, done: number, total: number): void {
    if (entry.attempt !== attempt) return; // a word from a process that was given up
    const isNewPhase = attempt.meter.report(phase, done, total, this.#clock.seconds());
    entry.progress = attempt.meter.progress(this.#clock.seconds());
    if (isNewPhase) this.#store(entry, { phase: entry.progress.phase });
    attempt.throttle.ask();
  }

  #end(entry: Entry, state: "done" | "failed" | "cancelled" | "interrupted", error: ErrorRecord | null): void {
    if (state === "done") entry.progress = { ...entry.progress, fraction: 1, ratePerSecond: null, secondsLeft: null };
    else entry.progress = { ...entry.progress, ratePerSecond: null, secondsLeft: null };
    this.#store(entry, { state, error });
    this.#tell(entry);
  }

  /** Where the disk is full, the job's end cannot be stored either: the window hears it, and the next start finds an interrupted job. */
  #store(entry: Entry, change: Partial<Pick<StoredJob, "state" | "phase" | "error" | "seconds">>): void {
    entry.job = { ...entry.job, ...change };
    try {
      this.#options.jobs.update(entry.job.id, entry.job);
    } catch (error) {
      entry.job = { ...entry.job, error: entry.job.error ?? errorRecordOf(error) };
    }
  }

  #tell(entry: Entry): void {
    if (entry.attempt) entry.attempt.throttle.actNow();
    else this.#options.onChange(this.#viewOf(entry));
  }

  #entry(id: string): Entry {
    const entry = this.#entries.get(id);
    if (!entry) throw new WorkbenchError("not-found", `There is no job ${id}.`);
    return entry;
  }

  #canResume(job: StoredJob): boolean {
    if (job.state === "interrupted") return true;
    return (job.state === "failed" || job.state === "cancelled") && (this.#options.canRepeat?.(job) ?? true);
  }

  #viewOf({ job, progress, attempt }: Entry): JobView {
    const running = attempt ? this.#clock.seconds() - attempt.startedSeconds : 0;
    return {
      id: job.id,
      kind: job.kind,
      title: job.title,
      state: job.state,
      ...progress,
      elapsedSeconds: job.seconds + running,
      isCancelling: attempt?.abort.signal.aborted ?? false,
      canResume: this.#canResume(job),
      error: job.error,
    };
  }
}

const isUnfinished = ({ state }: StoredJob): boolean => state === "queued" || state === "running";

const deathSentence = (last: string): string =>
  `The compute process ended three times within five minutes; the last time: ${last} The job waits at its last checkpoint. Resume it to try again.`;
