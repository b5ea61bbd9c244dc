// The engine and its compute process under Electron: both are utility processes that main owns and joins with a channel, because
// TensorFlow inside main kills Electron, and a child forked from a utility process would need a fuse that must stay off.
import { constants } from "node:os";
import type { UtilityProcess } from "electron";
import type { ComputePortMessage, FromEngine } from "../core/engine/host-messages.ts";
import type { EngineChild, EngineChildListener } from "../core/host/engine-supervisor.ts";

type Port = Parameters<UtilityProcess["postMessage"]>[1] extends (infer P)[] | undefined ? P : never;

/** What is used of Electron and of the operating system; a test puts its own in their place. */
export interface ProcessStarter {
  fork(bundle: string, serviceName: string): UtilityProcess;
  createChannel(): { port1: Port; port2: Port };
  /** Ends a process at once: SIGKILL where there are signals. */
  killNow(process: UtilityProcess): void;
}

/** Starts the engine; compute follows when the engine asks for it, and ends with it. */
export function startEngineProcess(
  starter: ProcessStarter,
  bundles: { engine: string; compute: string },
  listener: EngineChildListener,
): EngineChild {
  const engine = starter.fork(bundles.engine, "OmniFER engine");
  const computeByKey = new Map<number, UtilityProcess>();
  let isRunning = true;

  function startCompute(key: number): void {
    const compute = starter.fork(bundles.compute, "OmniFER compute");
    computeByKey.set(key, compute);
    compute.once("exit", (code) => {
      computeByKey.delete(key);
      if (isRunning) engine.postMessage({ type: "compute-exit", key, code: signalOf(code) ? null : code });
    });
    const { port1, port2 } = starter.createChannel();
    engine.postMessage({ type: "compute-port", key }, [port1]);
    compute.postMessage({ type: "port" } satisfies ComputePortMessage, [port2]);
  }

  function killCompute(key: number): void {
    const compute = computeByKey.get(key);
    if (compute) starter.killNow(compute);
  }

  engine.on("message", (message: FromEngine) => {
    if (!("type" in message)) listener.message(message);
    else if (message.type === "start-compute") startCompute(message.key);
    else if (message.type === "kill-compute") killCompute(message.key);
    else listener.message(message);
  });
  engine.once("exit", (code) => {
    isRunning = false;
    for (const key of computeByKey.keys()) killCompute(key);
    listener.exit(howItEnded(code));
  });
  return {
    send(message) {
      if (isRunning) engine.postMessage(message);
    },
    kill: () => starter.killNow(engine),
  };
}

/** Electron reports a signal by its number, where Node would name it. Our processes exit with 0 or 1 only. */
function signalOf(code: number): string | undefined {
  return code > 1 ? Object.entries(constants.signals).find(([, number]) => number === code)?.[0] : undefined;
}

export function howItEnded(code: number): string {
  const signal = signalOf(code);
  return signal ? `signal ${signal}` : `code ${code}`;
}
