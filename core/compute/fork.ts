// Compute as a forked Node process: for `serve` and the command line. Under Electron, main starts a utility process instead.
import { fork } from "node:child_process";
import { showOutput } from "../host/process-output.ts";
import type { ComputeProcess } from "./client.ts";
import type { FromCompute } from "./protocol.ts";

/** What Node and TensorFlow read once, at their start: threads of libuv, on which sharp decodes while TensorFlow computes; no chatter. */
export const computeEnvironment = { UV_THREADPOOL_SIZE: "4", TF_CPP_MIN_LOG_LEVEL: "3" };

/** @param bundle  path of compute.cjs */
export function forkCompute(bundle: string): ComputeProcess {
  const child = fork(bundle, [], {
    env: { ...process.env, ...computeEnvironment },
    serialization: "advanced",
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  showOutput(child, process.stderr);
  return {
    send: (message) => {
      if (child.connected) child.send(message);
    },
    onMessage: (listener) => child.on("message", (message) => listener(message as FromCompute)),
    onExit: (listener) => child.once("exit", (code, signal) => listener(signal ?? `exit code ${code}`)),
    kill: () => child.kill("SIGKILL"),
  };
}
