import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { finishedResult } from "../project/run.fixture.ts";
import { ComputeClient, type ComputeProcess, cancelGraceMilliseconds } from "./client.ts";
import { endOfCompute } from "./end-of-compute.ts";
import type { DescribeResult, FromCompute, TaskEvent, ToCompute } from "./protocol.ts";

const description: DescribeResult = { ...finishedResult.backend, bfloat16Speed: 1.5 };

/** A compute process whose side of the conversation the test writes. */
class ScriptedProcess implements ComputeProcess {
  readonly received: ToCompute[] = [];
  wasKilled = false;
  #message: (message: FromCompute) => void = () => {};
  #exit: (reason: string) => void = () => {};
  send(message: ToCompute) {
    this.received.push(message);
  }
  onMessage(listener: (message: FromCompute) => void) {
    this.#message = listener;
  }
  onExit(listener: (reason: string) => void) {
    this.#exit = listener;
  }
  kill() {
    this.wasKilled = true;
  }
  says(message: FromCompute) {
    this.#message(message);
  }
  dies(reason: string) {
    this.#exit(reason);
  }
}

/** A task is sent one turn of the event loop after it was asked for. */
const sent = () => vi.advanceTimersByTimeAsync(0);

function startedClient() {
  const processes: ScriptedProcess[] = [];
  const client = new ComputeClient(() => {
    const started = new ScriptedProcess();
    processes.push(started);
    return started;
  });
  return { client, processes };
}

const ignore = () => {};

describe("ComputeClient", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("passes a task's events on and resolves with its result", async () => {
    const { client, processes } = startedClient();
    const events: TaskEvent[] = [];
    const result = client.run({ kind: "describe" }, (event) => events.push(event), new AbortController().signal);
    await sent();
    processes[0]!.says({ type: "event", id: "1", event: { type: "note", text: "loading" } });
    processes[0]!.says({ type: "done", id: "1", result: description });
    expect(await result).toEqual(description);
    expect(events).toEqual([{ type: "note", text: "loading" }]);
  });

  it("ends the task with the reason when an event cannot be stored", async () => {
    const { client, processes } = startedClient();
    const full = () => {
      throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    };
    const result = client.run({ kind: "describe" }, full, new AbortController().signal);
    await sent();
    processes[0]!.says({ type: "event", id: "1", event: { type: "note", text: "epoch" } });
    await expect(result).rejects.toThrow("no space left on device");
    expect(processes[0]!.wasKilled).toBe(true);
  });

  it("rejects with compute-died when the process ends, and starts another for the next task", async () => {
    const { client, processes } = startedClient();
    const first = client.run({ kind: "describe" }, ignore, new AbortController().signal);
    await sent();
    processes[0]!.dies("SIGKILL");
    await expect(first).rejects.toMatchObject({ code: "compute-died", message: endOfCompute("SIGKILL") });
    const second = client.run({ kind: "describe" }, ignore, new AbortController().signal);
    await sent();
    processes[1]!.says({ type: "done", id: "2", result: description });
    expect(await second).toEqual(description);
  });

  it("cancels softly when the task ends within the grace", async () => {
    const { client, processes } = startedClient();
    const controller = new AbortController();
    const task = client.run({ kind: "describe" }, ignore, controller.signal);
    await sent();
    controller.abort();
    expect(processes[0]!.received.at(-1)).toEqual({ type: "cancel", id: "1" });
    processes[0]!.says({ type: "failed", id: "1", error: { code: "cancelled", message: "Cancelled." } });
    await expect(task).rejects.toMatchObject({ code: "cancelled" });
    vi.advanceTimersByTime(cancelGraceMilliseconds * 2);
    expect(processes[0]!.wasKilled).toBe(false);
  });

  it("kills compute when a cancelled step is still at work after the grace", async () => {
    const { client, processes } = startedClient();
    const controller = new AbortController();
    const task = client.run({ kind: "describe" }, ignore, controller.signal);
    await sent();
    controller.abort();
    vi.advanceTimersByTime(cancelGraceMilliseconds);
    await expect(task).rejects.toMatchObject({ code: "cancelled" });
    expect(processes[0]!.wasKilled).toBe(true);
  });

  it("lets a second task wait for the first", async () => {
    const { client, processes } = startedClient();
    const first = client.run({ kind: "describe" }, ignore, new AbortController().signal);
    await sent();
    const second = client.run({ kind: "describe" }, ignore, new AbortController().signal);
    await sent();
    expect(processes[0]!.received).toHaveLength(1);
    processes[0]!.says({ type: "done", id: "1", result: description });
    await first;
    await sent();
    processes[0]!.says({ type: "done", id: "2", result: { ...description, threads: 3 } });
    expect((await second).threads).toBe(3);
  });

  it("does not blame a new task for the late exit of a killed process", async () => {
    const { client, processes } = startedClient();
    const controller = new AbortController();
    const first = client.run({ kind: "describe" }, ignore, controller.signal);
    await sent();
    controller.abort();
    vi.advanceTimersByTime(cancelGraceMilliseconds);
    await expect(first).rejects.toMatchObject({ code: "cancelled" });
    const second = client.run({ kind: "describe" }, ignore, new AbortController().signal);
    await sent();
    processes[0]!.dies("SIGKILL");
    processes[1]!.says({ type: "done", id: "2", result: description });
    expect(await second).toEqual(description);
  });
});
