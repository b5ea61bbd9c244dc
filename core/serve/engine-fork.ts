// The engine as a forked Node process: for `serve`. The command line runs it in its own process; the desktop starts a utility process.
import { fork } from "node:child_process";
import type { FromEngine } from "../engine/host-messages.ts";
import type { EngineChild, EngineChildListener } from "../host/engine-supervisor.ts";

/** @param bundle  path of engine.cjs */
export function forkEngine(bundle: string, listener: EngineChildListener): EngineChild {
  // "advanced" carries the bytes of pictures as they are; JSON would spell them out. The parent's own Node flags stay with it.
  const child = fork(bundle, [], { serialization: "advanced", execArgv: [], stdio: ["ignore", "inherit", "inherit", "ipc"] });
  child.on("message", (message) => listener.message(message as FromEngine));
  child.once("exit", (code, signal) => listener.exit(signal ? `signal ${signal}` : `code ${code}`));
  return {
    send(message) {
      // A process that has just died is reported by "exit"; an error of its pipe says nothing more.
      if (child.connected) child.send(message, () => {});
    },
    kill: () => void child.kill("SIGKILL"),
  };
}
