// Compute as a forked Node process: for `serve` and the command line. Under Electron, main starts a utility process instead.
import { fork } from "node:child_process";
import type { ComputeProcess } from "./client.ts";
import type { FromCompute } from "./protocol.ts";

/** Threads of libuv: sharp decodes on them while TensorFlow computes. Read by Node at its start, so it must be in the environment. */
export const computeEnvironment = { UV_THREADPOOL_SIZE: "4" };

/** @param bundle  path of compute.cjs */
export function forkCompute(bundle: string): ComputeProcess {
  const child = fork(bundle, [], {
    env: { ...process.env, ...computeEnvironment },
    serialization: "advanced",
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  return {
    send: (message) => {
      if (child.connected) child.send(message);
    },
    onMessage: (listener) => child.on("message", (message) => listener(message as FromCompute)),
    onExit: (listener) => child.once("exit", (code, signal) => listener(signal ?? `exit code ${code}`)),
    kill: () => child.kill("SIGKILL"),
  };
}
