import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { FromEngine, ToEngine } from "../engine/host-messages.ts";
import type { EventMessage } from "../wire.ts";
import { type EngineChildListener, superviseEngine } from "./engine-supervisor.ts";

const open = { type: "open", projectDirectory: "/faces", create: true, resourcesDirectory: "/app" } as const;

/** A host whose engine processes are scripted by the test: every start is one entry of `children`. */
function host() {
  const children: { sent: ToEngine[]; says(message: FromEngine): void; ends(how: string): void; killed: boolean }[] = [];
  const events: EventMessage[] = [];
  let seconds = 0;
  const supervisor = superviseEngine({
    open,
    startAgainAdvice: "Reload the page.",
    nowSeconds: () => seconds,
    start(listener: EngineChildListener) {
      const child = { sent: [] as ToEngine[], says: listener.message, ends: listener.exit, killed: false };
      children.push(child);
      return {
        send: (message) => void child.sent.push(message),
        kill() {
          child.killed = true;
        },
      };
    },
  });
  supervisor.onEvent((event) => events.push(event));
  const requests = (index: number) => children[index]!.sent.filter((message) => "id" in message);
  return {
    supervisor,
    children,
    events,
    requests,
    notices: () => events.filter(({ event }) => event === "notice").map(({ payload }) => payload),
    passSeconds: (count: number) => {
      seconds += count;
    },
  };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("the engine supervisor", () => {
  it("sends the project first, and requests only once it is open", async () => {
    const { supervisor, children, requests } = host();
    const answer = supervisor.ask("project.state", {});
    expect(children[0]!.sent).toEqual([open]);
    children[0]!.says({ type: "ready" });
    expect(requests(0)).toEqual([{ id: 1, name: "project.state", input: {} }]);
    children[0]!.says({ id: 1, ok: true, output: { name: "faces" } });
    expect(await answer).toEqual({ ok: true, output: { name: "faces" } });
    await expect(supervisor.opened).resolves.toBeUndefined();
  });

  it("answers what was under way with the death, tells it, and starts another engine", async () => {
    const { supervisor, children, notices } = host();
    children[0]!.says({ type: "ready" });
    const answer = supervisor.ask("mining.page", {});
    children[0]!.ends("signal SIGKILL");
    const message = "The engine stopped unexpectedly (signal SIGKILL).";
    expect(await answer).toEqual({ ok: false, error: { code: "engine-died", message } });
    expect(notices()).toEqual([
      { level: "warning", text: `${message} It is being started again; unfinished work continues from its last checkpoint.` },
    ]);
    expect(children[1]!.sent).toEqual([open]);
  });

  it("keeps a request that came between death and restart for the next engine", async () => {
    const { supervisor, children, requests } = host();
    children[0]!.says({ type: "ready" });
    children[0]!.ends("code 1");
    const answer = supervisor.ask("doctor", {});
    children[1]!.says({ type: "ready" });
    expect(requests(1)[0]).toEqual({ id: 1, name: "doctor", input: {} });
    children[1]!.says({ id: 1, ok: true, output: "well" });
    expect(await answer).toEqual({ ok: true, output: "well" });
  });

  it("lets the jobs that were cut off go on, then tells the windows the state of the project", async () => {
    const { children, events, requests } = host();
    children[0]!.says({ type: "ready" });
    children[0]!.says({ event: "job", payload: { id: "train-1", state: "running", isCancelling: false } });
    children[0]!.ends("signal SIGKILL");
    children[1]!.says({ event: "project", payload: { jobs: [{ id: "train-1", state: "interrupted", isCancelling: false }] } });
    children[1]!.says({ type: "ready" });
    expect(requests(1)).toEqual([{ id: 1, name: "job.resume", input: { jobId: "train-1" } }]);
    children[1]!.says({ id: 1, ok: true, output: {} });
    await settled();
    expect(requests(1).at(-1)).toEqual({ id: 2, name: "project.state", input: {} });
    children[1]!.says({ id: 2, ok: true, output: { name: "faces" } });
    await settled();
    expect(events.at(-1)).toEqual({ event: "project", payload: { name: "faces" } });
  });

  it("asks the third engine for a job that the second died on before it could answer", async () => {
    const { children, requests } = host();
    children[0]!.says({ type: "ready" });
    children[0]!.says({ event: "job", payload: { id: "train-1", state: "running", isCancelling: false } });
    children[0]!.ends("code 1");
    children[1]!.says({ event: "project", payload: { jobs: [{ id: "train-1", state: "interrupted", isCancelling: false }] } });
    children[1]!.says({ type: "ready" });
    children[1]!.ends("code 1");
    await settled();
    children[2]!.says({ type: "ready" });
    expect(requests(2)[0]).toMatchObject({ name: "job.resume", input: { jobId: "train-1" } });
  });

  it("stops at the third death in five minutes, says so, and starts again when asked", async () => {
    const { supervisor, children, notices, passSeconds } = host();
    const reasons: string[] = [];
    supervisor.onStopped((error) => reasons.push(error.message));
    for (const index of [0, 1, 2]) {
      children[index]!.says({ type: "ready" });
      children[index]!.ends("signal SIGSEGV");
      passSeconds(60);
    }
    const message =
      "The engine stopped three times within 5 minutes, last with signal SIGSEGV, and was not started again. Reload the page.";
    expect(children).toHaveLength(3);
    expect(reasons).toEqual([message]);
    expect(notices().at(-1)).toEqual({ level: "error", text: message });
    expect(await supervisor.ask("doctor", {})).toEqual({ ok: false, error: { code: "engine-died", message } });
    supervisor.startAgain();
    expect(children[3]!.sent).toEqual([open]);
  });

  it("refuses everything with the engine's own words when the project cannot be opened", async () => {
    const { supervisor, children } = host();
    const error = { code: "locked", message: "The project is open in another program (process 4711)." } as const;
    const waiting = supervisor.ask("project.state", {});
    children[0]!.says({ type: "failed", error });
    await expect(supervisor.opened).rejects.toMatchObject(error);
    expect(await waiting).toEqual({ ok: false, error });
    expect(await supervisor.ask("doctor", {})).toEqual({ ok: false, error });
    children[0]!.ends("code 1");
    expect(children).toHaveLength(1);
  });

  it("tells the windows the state of a project that could be opened at the second try only", async () => {
    const { supervisor, children, events, requests } = host();
    children[0]!.says({ type: "failed", error: { code: "locked", message: "The project is open in another program." } });
    supervisor.startAgain();
    children[1]!.says({ type: "ready" });
    expect(requests(1)).toEqual([{ id: 1, name: "project.state", input: {} }]);
    children[1]!.says({ id: 1, ok: true, output: { name: "faces" } });
    await settled();
    expect(events.at(-1)).toEqual({ event: "project", payload: { name: "faces" } });
  });

  it("does not hear a process that was given up", () => {
    const { children, events } = host();
    children[0]!.says({ type: "ready" });
    children[0]!.ends("code 1");
    const before = events.length;
    children[0]!.says({ event: "job", payload: {} });
    expect(events).toHaveLength(before);
  });
});

describe("closing the engine", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("ends it as soon as the project is released", async () => {
    const { supervisor, children, requests } = host();
    children[0]!.says({ type: "ready" });
    const closed = supervisor.close();
    expect(requests(0)).toEqual([{ id: 1, name: "close", input: {} }]);
    children[0]!.says({ id: 1, ok: true, output: {} });
    await closed;
    expect(children[0]!.killed).toBe(true);
    expect(await supervisor.ask("doctor", {})).toMatchObject({ ok: false, error: { message: "The workbench is closing." } });
  });

  it("ends it after five seconds when it does not answer", async () => {
    const { supervisor, children } = host();
    children[0]!.says({ type: "ready" });
    const closed = supervisor.close();
    await vi.advanceTimersByTimeAsync(4_999);
    expect(children[0]!.killed).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await closed;
    expect(children[0]!.killed).toBe(true);
  });

  it("starts no other when it dies meanwhile", async () => {
    const { supervisor, children } = host();
    children[0]!.says({ type: "ready" });
    const closed = supervisor.close();
    children[0]!.ends("code 0");
    await closed;
    expect(children).toHaveLength(1);
  });
});
