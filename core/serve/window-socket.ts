// One WebSocket, one window: its requests go through the gate, events of the engine go out. A window that asks faster than it
// reads is slowed down; one that has stopped reading loses events that later ones replace, and in the end its connection.
import type { RawData, WebSocket } from "ws";
import type { EngineSupervisor } from "../host/engine-supervisor.ts";
import { admit, type WindowHostHandlers } from "../host/window-gate.ts";
import type { ServerMessage } from "../wire.ts";

/** A window's largest request is a recipe or a selection of 256 classes: about 10 kB. */
export const largestRequestBytes = 256 * 1024;

export interface SocketLimits {
  /** Requests of one window under way at once; further ones stay in the network's buffers. */
  requests: number;
  /** Waiting bytes above which events are kept back, the latest of each kind. */
  slowBytes: number;
  /** Waiting bytes above which the window is taken for gone. */
  deadBytes: number;
}
export const socketLimits: SocketLimits = { requests: 64, slowBytes: 1_000_000, deadBytes: 32_000_000 };

/** Serves `socket` until it closes. */
export function connectWindow(
  socket: WebSocket,
  engine: Pick<EngineSupervisor, "ask" | "onEvent">,
  handlers: WindowHostHandlers,
  limits: SocketLimits = socketLimits,
): void {
  let underWay = 0;
  const keptBack = new Map<string, string>();

  const stop = engine.onEvent((event) => send(JSON.stringify(event), supersededBy(event.event, event.payload)));
  socket.on("close", stop);
  socket.on("error", () => socket.terminate()); // a message beyond the limit, or not a WebSocket's: the page connects anew
  socket.on("message", (data, isBinary) => void receive(data, isBinary));

  async function receive(data: RawData, isBinary: boolean): Promise<void> {
    const message = isBinary ? null : parse(String(data));
    underWay += 1;
    if (underWay >= limits.requests) socket.pause();
    const reply = await admit(engine, handlers, message);
    underWay -= 1;
    if (socket.isPaused && underWay < limits.requests) socket.resume();
    if (reply) send(JSON.stringify(reply satisfies ServerMessage), null);
    else socket.close(1007, "not a request");
  }

  /** @param key  messages of the same key replace each other while the window is slow; null for those that must arrive */
  function send(text: string, key: string | null): void {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > limits.deadBytes) {
      socket.terminate();
      return;
    }
    if (key !== null && socket.bufferedAmount > limits.slowBytes) {
      keptBack.set(key, text);
      return;
    }
    if (key !== null) keptBack.delete(key); // or an older state would follow this one
    transmit(text);
  }

  function transmit(text: string): void {
    socket.send(text, () => {
      if (socket.bufferedAmount > limits.slowBytes || socket.readyState !== socket.OPEN) return;
      const texts = [...keptBack.values()];
      keptBack.clear();
      texts.forEach(transmit);
    });
  }
}

/** States replace earlier states; an epoch or a notice is told once and must arrive. */
function supersededBy(event: string, payload: unknown): string | null {
  if (event === "project") return event;
  if (event === "job") return `job ${(payload as { id?: unknown } | null)?.id}`;
  return null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
