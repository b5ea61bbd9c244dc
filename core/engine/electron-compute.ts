// Compute under Electron: main starts the utility process and joins it to the engine with a MessagePort, because a child forked
// from a utility process would need a fuse that must stay off (design.md).
import type { ComputeProcess } from "../compute/client.ts";
import type { FromCompute, ToCompute } from "../compute/protocol.ts";
import type { FromEngine, ToEngine } from "./host-messages.ts";

/** As much of Electron's MessagePortMain and ParentPort as is used here; core does not know Electron. */
export interface ElectronPort {
  on(event: "message", listener: (message: { data: unknown; ports: ElectronPort[] }) => void): void;
  postMessage(message: unknown): void;
  start(): void;
}

/** Starts compute processes through main; messages to one that is not connected yet wait for its port. */
export function electronCompute(parentPort: ElectronPort): () => ComputeProcess {
  const tell = (message: FromEngine) => parentPort.postMessage(message);
  const connections = new Map<number, Connection>();
  let nextKey = 1;
  parentPort.on("message", ({ data, ports }) => {
    const message = data as ToEngine;
    if (!("type" in message)) return;
    if (message.type === "compute-port" && ports[0]) connections.get(message.key)?.connect(ports[0]);
    if (message.type === "compute-exit") {
      connections.get(message.key)?.exited(message.code === null ? "killed" : `exit code ${message.code}`);
      connections.delete(message.key);
    }
  });
  return () => {
    const key = nextKey++;
    const connection = new Connection(() => tell({ type: "kill-compute", key }));
    connections.set(key, connection);
    tell({ type: "start-compute", key });
    return connection;
  };
}

class Connection implements ComputeProcess {
  readonly kill: () => void;
  #port: ElectronPort | null = null;
  readonly #unsent: ToCompute[] = [];
  #messageListener: (message: FromCompute) => void = () => {};
  #exitListener: (reason: string) => void = () => {};

  constructor(kill: () => void) {
    this.kill = kill;
  }

  send(message: ToCompute): void {
    if (this.#port) this.#port.postMessage(message);
    else this.#unsent.push(message);
  }

  onMessage(listener: (message: FromCompute) => void): void {
    this.#messageListener = listener;
  }

  onExit(listener: (reason: string) => void): void {
    this.#exitListener = listener;
  }

  connect(port: ElectronPort): void {
    this.#port = port;
    port.on("message", ({ data }) => this.#messageListener(data as FromCompute));
    port.start();
    for (const message of this.#unsent.splice(0)) port.postMessage(message);
  }

  exited(reason: string): void {
    this.#exitListener(reason);
  }
}
