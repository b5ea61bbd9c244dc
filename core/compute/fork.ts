// Compute as a forked Node process: for `serve` and the command line. Under Electron, main starts a utility process instead.
import { fork } from "node:child_process";
import { showOutput } from "../host/process-output.ts";
import type { ComputeProcess } from "./client.ts";
import type { FromCompute } from "./protocol.ts";

/** @param bundle  path of compute.cjs */
export function forkCompute(bundle: string): ComputeProcess {
  const child = fork(bundle, [], { serialization: "advanced", stdio: ["ignore", "pipe", "pipe", "ipc"] });
  showOutput(child, process.stderr);
  return {
    send: (message) => {
      // A process that has just died is reported by "exit"; without a callback the error of its pipe would end this one.
      if (child.connected) child.send(message, () => {});
    },
    onMessage: (listener) => child.on("message", (message) => listener(message as FromCompute)),
    onExit: (listener) => child.once("exit", (code, signal) => listener(signal ?? `exit code ${code}`)),
    kill: () => child.kill("SIGKILL"),
  };
}
