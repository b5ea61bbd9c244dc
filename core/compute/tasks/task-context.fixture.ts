// What a task is given, for tests: it hears events, and may be cancelled at a known place.
import type { TaskContext, TaskEvent } from "../protocol.ts";

export function contextOf(onEvent: (event: TaskEvent) => void = () => undefined, signal = new AbortController().signal): TaskContext {
  return { report: onEvent, signal, breathe: () => new Promise((resolve) => setImmediate(resolve)) };
}

/** A context that cancels once so many updates are done. */
export function cancelledAfter(updates: number): TaskContext {
  const controller = new AbortController();
  return contextOf((event) => {
    if (event.type === "progress" && event.phase === "train" && event.done === updates) controller.abort();
  }, controller.signal);
}
