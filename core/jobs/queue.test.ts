import { describe, expect, it } from "vitest";
import type { JobView } from "../contract/job-view.ts";
import { WorkbenchError } from "../errors.ts";
import { HandMovedClock } from "./hand-moved-clock.fixture.ts";
import type { StoredJob } from "./job-table.ts";
import { type Job, type JobContext, JobQueue, type JobQueueOptions } from "./queue.ts";

/** The table of jobs, in memory. */
function jobTable(stored: StoredJob[] = []): JobQueueOptions["jobs"] & { rows: Map<string, StoredJob> } {
  const rows = new Map(stored.map((job) => [job.id, job]));
  const change = (id: string, part: Partial<StoredJob>) => rows.set(id, { ...rows.get(id)!, ...part });
  return {
    rows,
    isWritable: true,
    add: (job) => rows.set(job.id, { ...storedJob({ state: "queued" }), ...job }),
    update: (id, { state, phase, error, seconds }) => change(id, { state, phase, error, seconds }),
    remember: (id, memo) => change(id, { memo }),
    markInterrupted: () => {
      for (const [id, { state }] of rows) if (state === "queued" || state === "running") change(id, { state: "interrupted" });
    },
    get: (id) => rows.get(id),
    all: () => [...rows.values()],
  };
}

const storedJob = (part: Partial<StoredJob>): StoredJob => ({
  id: "job-1",
  kind: "pipeline",
  title: "Pipeline",
  input: {},
  state: "interrupted",
  phase: "",
  memo: null,
  error: null,
  seconds: 0,
  created: "2025-01-01T00:00:00.000Z",
  ...part,
});

/** A queue whose jobs end when the test says so. */
function testQueue(stored: StoredJob[] = [], canRepeat?: JobQueueOptions["canRepeat"]) {
  const clock = new HandMovedClock();
  const jobs = jobTable(stored);
  const views: JobView[] = [];
  const notices: string[] = [];
  const started: { job: Job; context: JobContext; finish: () => void; fail: (error: Error) => void }[] = [];
  const queue = new JobQueue({
    jobs,
    clock,
    run: (job, context) =>
      new Promise((finish, fail) => {
        started.push({ job, context, finish, fail });
        context.signal.addEventListener("abort", () => fail(new WorkbenchError("cancelled", "Cancelled.")));
      }),
    phasesOf: () => [
      { name: "primitive", words: "Training", share: 3 },
      { name: "mine", words: "Mining", share: 1 },
    ],
    onChange: (view) => views.push(view),
    onNotice: (text) => notices.push(text),
    canRepeat,
  });
  const start = (title: string) => queue.start({ kind: "pipeline", title, input: { seed: 1 } });
  const statesOf = () => queue.views().map(({ title, state }) => `${title}: ${state}`);
  return { queue, clock, jobs, views, notices, started, start, statesOf };
}

/** Lets settled promises be heard. */
const settle = () => new Promise((resolve) => setImmediate(resolve));
/** A job as it is once what the test did to it has been heard. */
async function settled(queue: JobQueue, jobId: string) {
  await settle();
  return queue.views().find(({ id }) => id === jobId);
}
const died = () => new WorkbenchError("compute-died", "The compute process ended (killed).");

describe("the job queue", () => {
  it("runs one job at a time, in the order they were asked for", async () => {
    const { start, started, statesOf } = testQueue();
    start("first");
    start("second");
    start("third");
    expect(statesOf()).toEqual(["first: running", "second: queued", "third: queued"]);
    started[0]!.finish();
    await settle();
    expect(statesOf()).toEqual(["second: running", "third: queued", "first: done"]);
    expect(started.map(({ job }) => job.title)).toEqual(["first", "second"]);
  });

  it("goes on with the next job when one fails, and keeps what failed", async () => {
    const { queue, start, started, statesOf, jobs } = testQueue();
    const first = start("first");
    start("second");
    started[0]!.fail(new WorkbenchError("disk-full", "The disk is full."));
    await settle();
    expect(statesOf()).toEqual(["second: running", "first: failed"]);
    expect(queue.views()[1]).toMatchObject({ error: { code: "disk-full", message: "The disk is full." }, canResume: true });
    expect(jobs.rows.get(first)).toMatchObject({ state: "failed", error: { code: "disk-full" } });
  });

  it("shows progress at most ten times a second, and always the last of it", async () => {
    const { clock, start, started, views } = testQueue();
    start("first");
    views.length = 0;
    started[0]!.context.report("primitive", 0, 512);
    for (let step = 1; step <= 256; step++) {
      clock.pass(1 / 128);
      started[0]!.context.report("primitive", step, 512);
    }
    expect(views.length).toBeGreaterThan(15);
    expect(views.length).toBeLessThanOrEqual(21); // at once, then in 2 seconds
    clock.pass(1);
    expect(views[views.length - 1]).toMatchObject({
      phase: "Training",
      done: 256,
      total: 512,
      fraction: 0.375,
      ratePerSecond: 128,
      secondsLeft: expect.closeTo(10 / 3), // 2 for the other half of training, a third of the 4 it takes for mining
    });
  });

  it("counts the elapsed seconds over all attempts", async () => {
    const { queue, clock, start, started } = testQueue();
    const id = start("first");
    clock.pass(8);
    queue.cancel(id);
    await settle();
    clock.pass(100);
    queue.resume(id);
    clock.pass(5);
    expect(queue.views()[0]?.elapsedSeconds).toBe(13);
    started[1]!.finish();
    expect(await settled(queue, id)).toMatchObject({ state: "done", elapsedSeconds: 13, fraction: 1, secondsLeft: null });
  });

  it("tells a person who cancels that the step in hand is still finishing", async () => {
    const clock = new HandMovedClock();
    const views: JobView[] = [];
    let finishStep = () => {};
    const queue = new JobQueue({
      jobs: jobTable(),
      clock,
      run: (_, { signal }) => new Promise((_resolve, reject) => (finishStep = () => signal.aborted && reject(new Error("stopped")))),
      phasesOf: () => [],
      onChange: (view) => views.push(view),
    });
    const id = queue.start({ kind: "mine", title: "Mining", input: {} });
    queue.cancel(id);
    expect(views[views.length - 1]).toMatchObject({ state: "running", isCancelling: true });
    finishStep();
    expect(await settled(queue, id)).toMatchObject({ state: "cancelled", isCancelling: false, canResume: true, error: null });
  });

  it("cancels a queued job at once, and it never runs", async () => {
    const { queue, start, started, statesOf } = testQueue();
    start("first");
    queue.cancel(start("second"));
    started[0]!.finish();
    await settle();
    expect(statesOf()).toEqual(["second: cancelled", "first: done"]);
    expect(started).toHaveLength(1);
  });

  it("leaves a job done that finished before it heard of its cancel", async () => {
    const { queue, start, started } = testQueue();
    const id = start("first");
    started[0]!.finish();
    queue.cancel(id);
    expect(await settled(queue, id)).toMatchObject({ state: "done" });
    queue.cancel(id);
    queue.resume(id);
    await settle();
    expect(started).toHaveLength(1);
  });

  it("leaves a failed job alone that no longer has what it was asked to work on, and resumes it while it was only interrupted", async () => {
    const { queue, start, started } = testQueue([storedJob({ id: "job-1", state: "running" })], () => false);
    expect(queue.views()[0]).toMatchObject({ state: "interrupted", canResume: true });
    const id = start("Import");
    started[0]!.fail(new Error("no images"));
    expect(await settled(queue, id)).toMatchObject({ state: "failed", canResume: false });
    queue.resume(id);
    expect(started).toHaveLength(1);
  });

  it("gives a resumed job what it remembered, at the end of the queue", async () => {
    const { queue, start, started, statesOf } = testQueue();
    const id = start("first");
    started[0]!.context.remember({ primitiveRunId: "run-7" });
    queue.cancel(id);
    await settle();
    start("second");
    start("third");
    queue.resume(id);
    expect(statesOf()).toEqual(["second: running", "third: queued", "first: queued"]);
    started[1]!.finish();
    await settle();
    started[2]!.finish();
    await settle();
    expect(started[3]!.job).toMatchObject({ id, memo: { primitiveRunId: "run-7" }, input: { seed: 1 } });
  });

  it("ignores what a given-up attempt still says", async () => {
    const { queue, clock, start, started, views } = testQueue();
    const id = start("first");
    queue.cancel(id);
    await settle();
    const heard = views.length;
    started[0]!.context.report("mine", 1, 2);
    clock.pass(1);
    expect(views).toHaveLength(heard);
  });

  it("lists the ten latest finished jobs", async () => {
    const { start, started, statesOf } = testQueue();
    for (let i = 0; i < 12; i++) {
      start(`job ${i}`);
      started[i]!.finish();
      await settle();
    }
    expect(statesOf()).toHaveLength(10);
    expect(statesOf()[0]).toBe("job 11: done");
  });

  it("says not-found for a job that does not exist", () => {
    const { queue } = testQueue();
    expect(() => queue.cancel("job-9")).toThrow(expect.objectContaining({ code: "not-found" }));
  });
});

describe("jobs that an earlier process left", () => {
  it("are interrupted, run only when resumed, and know what they remembered", async () => {
    const left = storedJob({ id: "job-1", title: "left", state: "running", phase: "Mining", memo: { poolId: "pool-3" }, seconds: 40 });
    const { queue, started, statesOf, jobs } = testQueue([left, storedJob({ id: "job-2", title: "waiting", state: "queued" })]);
    expect(statesOf()).toEqual(["left: interrupted", "waiting: interrupted"]);
    expect(jobs.rows.get("job-1")?.state).toBe("interrupted");
    expect(queue.views()[0]).toMatchObject({ phase: "Mining", canResume: true, elapsedSeconds: 40 });
    expect(started).toHaveLength(0);
    queue.resume("job-1");
    expect(started[0]!.job.memo).toEqual({ poolId: "pool-3" });
  });

  it("are interrupted too where the project is open for viewing only", () => {
    const jobs = { ...jobTable([storedJob({ state: "running" })]), isWritable: false };
    const queue = new JobQueue({ jobs, run: async () => {}, phasesOf: () => [], onChange: () => {} });
    expect(queue.views()[0]?.state).toBe("interrupted");
    expect(jobs.rows.get("job-1")?.state).toBe("running");
  });
});

describe("when compute dies", () => {
  it("the job runs again from what it remembered, and a notice says so", async () => {
    const { start, started, notices, statesOf } = testQueue();
    start("Pipeline");
    started[0]!.context.remember({ primitiveRunId: "run-7" });
    started[0]!.fail(died());
    await settle();
    expect(started[1]!.job.memo).toEqual({ primitiveRunId: "run-7" });
    expect(statesOf()).toEqual(["Pipeline: running"]);
    expect(notices).toEqual(["The compute process ended (killed). Pipeline goes on from its last checkpoint in a new one."]);
  });

  it("for the third time within five minutes, the job stops and asks; resuming it gives it three more", async () => {
    const { queue, clock, start, started, jobs } = testQueue();
    const id = start("Pipeline");
    for (const death of [0, 1, 2]) {
      started[death]!.fail(died());
      await settle();
      clock.pass(149);
    }
    expect(started).toHaveLength(3);
    const { state, error, canResume } = (await settled(queue, id))!;
    expect({ state, canResume }).toEqual({ state: "failed", canResume: true });
    expect(error).toEqual({
      code: "compute-died",
      message:
        "The compute process ended three times within five minutes; the last time: The compute process ended (killed). " +
        "The job waits at its last checkpoint. Resume it to try again.",
    });
    expect(jobs.rows.get(id)?.state).toBe("failed");
    queue.resume(id);
    started[3]!.fail(died());
    await settle();
    expect(started).toHaveLength(5);
  });

  it("seldom, the job never stops", async () => {
    const { start, started, clock } = testQueue();
    start("Pipeline");
    for (let death = 0; death < 9; death++) {
      started[death]!.fail(died());
      await settle();
      clock.pass(151);
    }
    expect(started).toHaveLength(10);
  });

  it("after a cancel, the job is cancelled and not run again", async () => {
    const clock = new HandMovedClock();
    let attempts = 0;
    const queue = new JobQueue({
      jobs: jobTable(),
      clock,
      run: (_, { signal }) =>
        new Promise((_resolve, reject) => {
          attempts++;
          signal.addEventListener("abort", () => reject(died()));
        }),
      phasesOf: () => [],
      onChange: () => {},
    });
    const id = queue.start({ kind: "mine", title: "Mining", input: {} });
    queue.cancel(id);
    expect(await settled(queue, id)).toMatchObject({ state: "cancelled" });
    expect(attempts).toBe(1);
  });
});

describe("closing the queue", () => {
  it("interrupts the running and the queued jobs, so that they can be resumed later", async () => {
    const { queue, start, started, jobs } = testQueue();
    const running = start("first");
    const queued = start("second");
    await queue.close();
    expect(started[0]!.context.signal.aborted).toBe(true);
    expect(started).toHaveLength(1);
    expect([jobs.rows.get(running)?.state, jobs.rows.get(queued)?.state]).toEqual(["interrupted", "interrupted"]);
    expect(await settled(queue, queued)).toMatchObject({ state: "interrupted", canResume: true });
  });
});

describe("when the project cannot be stored any more", () => {
  it("a job that is asked for is refused", () => {
    const full = new WorkbenchError("disk-full", "The disk is full.");
    const jobs = {
      ...jobTable(),
      add: () => {
        throw full;
      },
    };
    const queue = new JobQueue({ jobs, run: async () => {}, phasesOf: () => [], onChange: () => {} });
    expect(() => queue.start({ kind: "mine", title: "Mining", input: {} })).toThrow(full);
    expect(queue.views()).toEqual([]);
  });

  it("a running job's end is shown with the reason, and the next start finds it interrupted", async () => {
    const table = jobTable();
    const jobs = {
      ...table,
      update: (id: string, change: Parameters<typeof table.update>[1]) => {
        if (change.state !== "running") throw new WorkbenchError("disk-full", "The disk is full.");
        table.update(id, change);
      },
    };
    const queue = new JobQueue({ jobs, run: async () => {}, phasesOf: () => [], onChange: () => {} });
    const id = queue.start({ kind: "mine", title: "Mining", input: {} });
    expect(await settled(queue, id)).toMatchObject({ state: "done", error: { code: "disk-full" } });
    expect(new JobQueue({ jobs: table, run: async () => {}, phasesOf: () => [], onChange: () => {} }).views()[0]?.state).toBe(
      "interrupted",
    );
  });
});
