// How requests, replies and events travel between a client and the engine, over any port that carries structured messages.
// Both ends validate with the contract's schemas, so neither trusts the other's shape.
import type { z } from "zod";
import { type EventName, type EventPayload, events } from "./contract/events.ts";
import { hostRequests } from "./contract/host-requests.ts";
import type { AnyRequests, InputOf, OutputOf, RequestName } from "./contract/requests.ts";
import { windowHostRequests } from "./contract/window-host-requests.ts";
import { windowRequests } from "./contract/window-requests.ts";
import { type ErrorRecord, errorOfRecord, errorRecordOf, WorkbenchError } from "./errors.ts";

export interface RequestMessage {
  id: number;
  name: string;
  input: unknown;
}
export type ReplyMessage = { id: number; ok: true; output: unknown } | { id: number; ok: false; error: ErrorRecord };
export interface EventMessage {
  event: string;
  payload: unknown;
}
export type ServerMessage = ReplyMessage | EventMessage;

/** Anything that carries messages both ways: a MessagePort, a WebSocket, a child process, a preload bridge. */
export interface Port<Out, In> {
  send(message: Out): void;
  /** Called once; later messages go to this listener only. */
  listen(listener: (message: In) => void): void;
}

const allRequests: AnyRequests = { ...windowRequests, ...hostRequests, ...windowHostRequests };

export interface Client {
  /** Rejects with a WorkbenchError. */
  request<N extends RequestName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>;
  /** @returns how to stop listening */
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
  /** Rejects what is under way, e.g. when the engine died; the client stays usable over the same port. */
  rejectAll(error: WorkbenchError): void;
}

/** A client of the contract over a port. */
export function createClient(port: Port<RequestMessage, ServerMessage>): Client {
  let nextId = 1;
  const waiting = new Map<number, { name: RequestName; resolve: (output: never) => void; reject: (error: WorkbenchError) => void }>();
  const listeners = new Map<string, Set<(payload: never) => void>>();

  port.listen((message) => {
    if ("event" in message) {
      const schema = events[message.event as EventName];
      const payload = schema?.safeParse(message.payload);
      if (payload?.success) for (const listener of listeners.get(message.event) ?? []) listener(payload.data as never);
      return;
    }
    const asked = waiting.get(message.id);
    if (!asked) return;
    waiting.delete(message.id);
    if (!message.ok) return asked.reject(errorOfRecord(message.error));
    const output = allRequests[asked.name].output.safeParse(message.output);
    if (output.success) asked.resolve(output.data as never);
    else asked.reject(new WorkbenchError("bad-request", `The reply to ${asked.name} is malformed: ${firstIssue(output.error)}`));
  });

  return {
    request(name, input) {
      const id = nextId++;
      return new Promise((resolve, reject) => {
        waiting.set(id, { name, resolve, reject });
        port.send({ id, name, input });
      });
    },
    on(name, listener) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set);
      set.add(listener as (payload: never) => void);
      return () => set.delete(listener as (payload: never) => void);
    },
    rejectAll(error) {
      for (const asked of waiting.values()) asked.reject(error);
      waiting.clear();
    },
  };
}

export type Handlers<Names extends RequestName> = {
  [N in Names]: (input: z.output<AnyRequests[N]["input"]>) => Promise<OutputOf<N>> | OutputOf<N>;
};

/**
 * Answers one request message: checks that `name` is among the handlers, validates the input, runs the handler. A reply always
 * comes back, never an exception.
 */
export async function answer<Names extends RequestName>(handlers: Handlers<Names>, message: RequestMessage): Promise<ReplyMessage> {
  const { id } = message;
  try {
    const name = message.name as Names;
    if (!Object.hasOwn(handlers, name)) throw new WorkbenchError("bad-request", `There is no request "${message.name}" here.`);
    const input = allRequests[name].input.safeParse(message.input);
    if (!input.success) throw new WorkbenchError("bad-request", `${name}: ${firstIssue(input.error)}`);
    return { id, ok: true, output: await handlers[name](input.data as never) };
  } catch (error) {
    return { id, ok: false, error: errorRecordOf(error) };
  }
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.join(".") || "input"}: ${issue.message}` : "invalid";
}
