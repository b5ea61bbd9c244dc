// How the window reaches the engine: through the desktop's preload bridge, or through a loopback WebSocket that is opened again
// when it drops. Everything above knows only the client of the contract.
import { WorkbenchError } from "../core/errors.ts";
import { type Client, createClient, type Port, type RequestMessage, type ServerMessage } from "../core/wire.ts";

type EnginePort = Port<RequestMessage, ServerMessage>;
/** `lost`: the engine went away and is being called again. */
export type ConnectionStatus = "connecting" | "open" | "lost";

declare global {
  interface Window {
    /** Set by the desktop's preload; absent in a browser. */
    omnifer?: { send(message: RequestMessage): void; listen(listener: (message: ServerMessage) => void): () => void };
  }
}

/** The part of a WebSocket that is used, so that a test can stand in for the browser. */
export interface Socket {
  send(text: string): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
}

const firstRetryMs = 200;
const longestRetryMs = 2000;

/**
 * A port over sockets that come and go. What is sent while no socket is open waits for the next one to open. When one closes, opened
 * or not, all that waits or was sent is gone, and `onStatus("lost")` tells the owner to reject it.
 */
export function reconnectingPort(openSocket: () => Socket, onStatus: (status: ConnectionStatus) => void): EnginePort {
  let listener: (message: ServerMessage) => void = () => {};
  let socket: Socket | null = null;
  let unsent: string[] = [];
  let retryMs = firstRetryMs;

  function connect(): void {
    const opening = openSocket();
    opening.onopen = () => {
      socket = opening;
      retryMs = firstRetryMs;
      for (const text of unsent) opening.send(text);
      unsent = [];
      onStatus("open");
    };
    opening.onmessage = ({ data }) => listener(JSON.parse(String(data)) as ServerMessage);
    opening.onclose = () => {
      socket = null;
      unsent = []; // the owner rejects what waits as well: sent later, it would be done without anyone waiting for it
      setTimeout(connect, retryMs);
      retryMs = Math.min(retryMs * 2, longestRetryMs);
      onStatus("lost");
    };
  }
  connect();

  return {
    send(message) {
      const text = JSON.stringify(message);
      if (socket) socket.send(text);
      else unsent.push(text);
    },
    listen(next) {
      listener = next;
    },
  };
}

/** The client of this window. `onStatus` hears every change. */
export function connect(onStatus: (status: ConnectionStatus) => void): Client {
  if (window.omnifer) {
    const bridge = window.omnifer;
    onStatus("open");
    return createClient({ send: bridge.send, listen: (listener) => void bridge.listen(listener) });
  }
  const address = new URL("engine", window.location.href.replace(/^http/, "ws"));
  address.hash = "";
  const port = reconnectingPort(
    () => new WebSocket(address) as Socket,
    (status) => {
      if (status === "lost") client.rejectAll(new WorkbenchError("engine-died", "The engine stopped before it answered."));
      onStatus(status);
    },
  );
  const client = createClient(port);
  return client;
}

/**
 * Trades the token of a served page's address for the cookie that its pictures and its socket need, and takes it out of the address
 * and the history. Does nothing where there is none: in the desktop window, and after a reload.
 */
export async function signIn(): Promise<void> {
  const token = new URLSearchParams(window.location.hash.slice(1)).get("token");
  if (!token) return;
  window.history.replaceState(null, "", window.location.pathname);
  await fetch("session", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ token }) });
}
