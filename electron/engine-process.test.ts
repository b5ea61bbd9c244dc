import { EventEmitter } from "node:events";
import type { UtilityProcess } from "electron";
import { describe, expect, it } from "vitest";
import { howItEnded, startEngineProcess } from "./engine-process.ts";

class ScriptedProcess extends EventEmitter {
  readonly got: { message: unknown; ports: unknown[] }[] = [];
  wasKilled = false;
  constructor(readonly bundle: string) {
    super();
  }
  postMessage(message: unknown, ports: unknown[] = []): void {
    this.got.push({ message, ports });
  }
}

function desktop() {
  const processes: ScriptedProcess[] = [];
  const heard: unknown[] = [];
  const exits: string[] = [];
  let channels = 0;
  const engine = startEngineProcess(
    {
      fork(bundle) {
        const started = new ScriptedProcess(bundle);
        processes.push(started);
        return started as unknown as UtilityProcess;
      },
      createChannel() {
        channels += 1;
        return { port1: `engine end ${channels}`, port2: `compute end ${channels}` } as never;
      },
      killNow(process) {
        (process as unknown as ScriptedProcess).wasKilled = true;
      },
    },
    { engine: "engine.cjs", compute: "compute.cjs" },
    { message: (message) => heard.push(message), exit: (how) => exits.push(how) },
  );
  return { engine, processes, heard, exits, says: (message: unknown) => processes[0]!.emit("message", message) };
}

describe("the engine's process under Electron", () => {
  it("is joined with a compute process when it asks for one", () => {
    const { processes, heard, says } = desktop();
    says({ type: "start-compute", key: 4 });
    expect(processes.map(({ bundle }) => bundle)).toEqual(["engine.cjs", "compute.cjs"]);
    expect(processes[0]!.got).toEqual([{ message: { type: "compute-port", key: 4 }, ports: ["engine end 1"] }]);
    expect(processes[1]!.got).toEqual([{ message: { type: "port" }, ports: ["compute end 1"] }]);
    expect(heard).toEqual([]);
  });

  it("hears the end of its compute process, and may start another", () => {
    const { processes, says } = desktop();
    says({ type: "start-compute", key: 1 });
    says({ type: "kill-compute", key: 1 });
    expect(processes[1]!.wasKilled).toBe(true);
    processes[1]!.emit("exit", 9);
    expect(processes[0]!.got.at(-1)).toEqual({ message: { type: "compute-exit", key: 1, code: null }, ports: [] });
    says({ type: "start-compute", key: 2 });
    expect(processes[2]!.wasKilled).toBe(false);
  });

  it("takes its compute process with it when it dies", () => {
    const { processes, exits, says } = desktop();
    says({ type: "start-compute", key: 1 });
    processes[0]!.emit("exit", 9);
    expect(processes[1]!.wasKilled).toBe(true);
    expect(exits).toEqual(["signal SIGKILL"]);
    const told = processes[0]!.got.length;
    processes[1]!.emit("exit", 9);
    expect(processes[0]!.got).toHaveLength(told);
  });

  it("passes everything else on", () => {
    const { heard, says } = desktop();
    says({ type: "ready" });
    says({ event: "job", payload: {} });
    says({ id: 1, ok: true, output: {} });
    expect(heard).toEqual([{ type: "ready" }, { event: "job", payload: {} }, { id: 1, ok: true, output: {} }]);
  });
});

it.each([
  [0, "code 0"],
  [1, "code 1"],
  [9, "signal SIGKILL"],
  [11, "signal SIGSEGV"],
  [133, "code 133"],
])("exit code %i of a utility process reads as %s", (code, words) => {
  expect(howItEnded(code)).toBe(words);
});
