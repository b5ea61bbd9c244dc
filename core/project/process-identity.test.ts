import { spawn } from "node:child_process";
import { once } from "node:events";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAlive, processStart, startTicksOf } from "./process-identity.ts";

const statOf = (command: string, ticks: string) =>
  `4242 (${command}) S 1 4242 4242 0 -1 4194560 100 200 0 0 10 20 0 0 20 0 11 0 ${ticks} 1000 200 18446744073709551615`;

describe("the start of a process in /proc/<pid>/stat", () => {
  it("is its 22nd field", () => {
    expect(startTicksOf(statOf("node", "98765"))).toBe("98765");
  });

  it("is found behind any command, with blanks and parentheses in it", () => {
    fc.assert(fc.property(fc.string(), fc.nat(), (command, ticks) => startTicksOf(statOf(command, String(ticks))) === String(ticks)));
  });

  it("is not guessed from any other text", () => {
    fc.assert(fc.property(fc.string(), (text) => startTicksOf(text) === null));
  });
});

describe("a process", () => {
  it("that is alive is ours, and tells the same start every time", () => {
    expect(isAlive(process.pid)).toBe(true);
    expect(processStart(process.pid)).toBe(processStart(process.pid));
  });

  it.runIf(process.platform === "linux")("differs from another one by its start", () => {
    expect(processStart(process.pid)).toMatch(/^[0-9a-f-]+ \d+$/);
    expect(processStart(1)).not.toBe(processStart(process.pid));
  });

  it("that has ended is not alive and has no start", async () => {
    const child = spawn(process.execPath, ["-e", ""]);
    await once(child, "exit");
    expect(isAlive(child.pid!)).toBe(false);
    expect(processStart(child.pid!)).toBeNull();
  });
});
