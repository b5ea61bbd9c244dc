// Entry of the compute process: holds TensorFlow and nothing that must outlive it. It may be killed at any moment.
import { setPriority } from "node:os";
import type { ElectronPort } from "../engine/electron-compute.ts";
import { errorRecordOf } from "../errors.ts";
import type { Port } from "../wire.ts";
import type { FromCompute, Task, TaskContext, TaskEvent, ToCompute } from "./protocol.ts";
import { runTask } from "./tasks.ts";

/** Below normal, so that the window stays quick while every core trains. */
const computeNiceness = 5;

function main(): void {
  setPriority(computeNiceness);
  const { parentPort } = process as unknown as { parentPort?: ElectronPort };
  if (parentPort) {
    parentPort.on("message", ({ ports }) => {
      const port = ports[0];
      if (!port) return;
      serve({
        send: (message) => port.postMessage(message),
        listen: (listener) => port.on("message", ({ data }) => listener(data as ToCompute)),
      });
      port.start();
    });
    return;
  }
  process.on("disconnect", () => process.exit(0)); // the engine is gone; nobody would read the result
  process.on("SIGINT", () => {}); // Ctrl+C reaches every process of the terminal; the engine says what it means for a task
  serve({
    send: (message) => process.send?.(message),
    listen: (listener) => process.on("message", (message) => listener(message as ToCompute)),
  });
}

/** Answers start and cancel messages; one task runs at a time because its callers queue. */
function serve(port: Port<FromCompute, ToCompute>): void {
  const running = new Map<string, AbortController>();
  port.listen((message) => {
    if (message.type === "cancel") {
      running.get(message.id)?.abort();
      return;
    }
    const controller = new AbortController();
    running.set(message.id, controller);
    void perform(message.id, message.task, controller.signal, port).finally(() => running.delete(message.id));
  });
}

async function perform(id: string, task: Task, signal: AbortSignal, port: Port<FromCompute, ToCompute>): Promise<void> {
  const context: TaskContext = {
    signal,
    report: throttleProgress((event) => port.send({ type: "event", id, event })),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  };
  try {
    port.send({ type: "done", id, result: await runTask(task, context) });
  } catch (error) {
    const record = signal.aborted ? { code: "cancelled" as const, message: "Cancelled." } : errorRecordOf(error);
    port.send({ type: "failed", id, error: record });
  }
}

/** Ten progress messages a second are enough for any window; the last of a phase always goes out. */
function throttleProgress(send: (event: TaskEvent) => void): (event: TaskEvent) => void {
  let lastSent = 0;
  return (event) => {
    const now = Date.now();
    if (event.type === "progress" && (event.total === 0 || event.done < event.total) && event.done > 0 && now - lastSent < 100) return;
    if (event.type === "progress") lastSent = now;
    send(event);
  };
}

main();
