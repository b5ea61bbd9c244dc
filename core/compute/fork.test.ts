// A forked compute process, with a bundle of this test's own in place of compute.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ComputeProcess } from "./client.ts";
import { forkCompute } from "./fork.ts";
import type { FromCompute } from "./protocol.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fork-"));
  writeFileSync(join(folder, "compute.cjs"), `process.send({ threads: process.env.UV_THREADPOOL_SIZE }); process.on("message", () => {});`);
});
afterAll(() => rmSync(folder, { recursive: true }));

const firstMessage = (compute: ComputeProcess) => new Promise<FromCompute>((resolve) => compute.onMessage(resolve));
const exit = (compute: ComputeProcess) => new Promise<string>((resolve) => compute.onExit(resolve));

it("leaves the number of libuv's threads to core/images/sharp.ts", async () => {
  const compute = forkCompute(join(folder, "compute.cjs"));
  expect(await firstMessage(compute)).toEqual({ threads: process.env.UV_THREADPOOL_SIZE });
  compute.kill();
});

it("takes a message for a process that has died a moment ago, and reports its end", async () => {
  const faults: Error[] = [];
  const collect = (fault: Error) => faults.push(fault);
  process.on("uncaughtException", collect);
  const compute = forkCompute(join(folder, "compute.cjs"));
  await firstMessage(compute);
  compute.kill();
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200); // it dies, and this process has not heard of it yet
  compute.send({ type: "cancel", id: "1" });
  expect(await exit(compute)).toBe("SIGKILL");
  process.removeListener("uncaughtException", collect);
  expect(faults).toEqual([]);
});
