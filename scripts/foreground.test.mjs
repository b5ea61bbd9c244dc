import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, it } from "node:test";

/** Counts the signals it gets in half a second and ends with that count. */
const counter = `
let count = 0;
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => { count += 1; });
console.log("ready");
setTimeout(() => process.exit(count), 500);
`;

const waiting = `
const { runInForeground } = await import(${JSON.stringify(new URL("./foreground.mjs", import.meta.url).href)});
process.exitCode = await runInForeground(process.execPath, ["-e", ${JSON.stringify(counter)}], process.env);
`;

/** As from a terminal: a process group of its own. */
async function start() {
  const group = spawn(process.execPath, ["--input-type=module", "-e", waiting], { detached: true, stdio: ["ignore", "pipe", "inherit"] });
  await once(group.stdout, "data");
  return group;
}

describe("a program in the foreground", () => {
  it("gets Ctrl+C once, from the terminal, and we wait for its end", async () => {
    const group = await start();
    process.kill(-group.pid, "SIGINT");
    assert.deepEqual(await once(group, "exit"), [1, null]);
  });

  it("gets a signal that was sent to us alone", async () => {
    const group = await start();
    process.kill(group.pid, "SIGTERM");
    assert.deepEqual(await once(group, "exit"), [1, null]);
  });
});
