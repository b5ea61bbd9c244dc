import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startThread } from "../compute/answering-thread.ts";
import { type DecodedBatch, decodeAhead } from "./decode-ahead.ts";
import { type BatchAnswer, decodeInThread, decodeRequest } from "./decoding-thread.ts";
import { sharp } from "./sharp.ts";

const root = join(import.meta.dirname, "..", "..");
const names = ["0.png", "1.jpg", "missing.jpg", "3.jpg", "4.png"];
const form = { size: 8, channels: 3, batchSize: 2 } as const;

/** Inside the repository, because the bundle finds its packages from there. */
const built = join(root, ".runtime", "test-decoder");
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "omnifer-thread-"));
  for (const [index, name] of names.entries()) {
    if (name === "missing.jpg") continue;
    const background = { r: 50 * index, g: 20, b: 200 };
    await sharp({ create: { width: 20, height: 16, channels: 3, background } }).toFile(join(folder, name));
  }
  await build({
    root,
    configFile: "vite.node.config.ts",
    logLevel: "error",
    build: { outDir: built, rollupOptions: { input: { decoder: "core/images/decoder.ts" } } },
  });
});
afterAll(() => rm(folder, { recursive: true }));

const pathOf = (index: number) => join(folder, names[index]!);

async function collect(batches: AsyncGenerator<DecodedBatch>) {
  const all: DecodedBatch[] = [];
  for await (const batch of batches) all.push(batch);
  return all.map(({ failures, ...batch }) => ({
    ...batch,
    failures: failures.map(({ index, error }) => [index, error.fault, error.reason]),
  }));
}

/** A thread that paints every picture in one grey, and ends after `lifetime` batches. */
async function painter(grey: number, lifetime: number): Promise<string> {
  const path = join(folder, `painter-${lifetime}.cjs`);
  await writeFile(
    path,
    `const { parentPort } = require("node:worker_threads");
     let batches = 0;
     parentPort.on("message", ({ first, paths }) => {
       if (batches++ === ${lifetime}) process.exit();
       const pixels = new Uint8Array(paths.length * 192).fill(${grey});
       parentPort.postMessage({ indices: Int32Array.from(paths, (_, n) => first + n), pixels, failures: [] });
     });`,
  );
  return path;
}

describe("decodeInThread", () => {
  it("gives what decoding here gives, failures among it", async () => {
    const entry = join(built, "decoder.cjs");
    const there = await collect(decodeInThread(names.length, pathOf, form, entry));
    expect(there).toEqual(await collect(decodeAhead(names.length, pathOf, form)));
    expect(there[1]!.failures).toEqual([[2, "missing", "does not exist"]]);
  });

  it("decodes in the built thread", async () => {
    const thread = startThread(join(built, "decoder.cjs"), async (): Promise<BatchAnswer> => {
      throw new Error("the thread did not answer");
    });
    const request = { first: 3, paths: [pathOf(3), pathOf(4)], form: { size: 8, channels: 3 } };
    expect(await thread.ask(request)).toEqual(await decodeRequest({ ...request, form }));
    thread.end();
  });

  it("takes the thread's word", async () => {
    const batches = await collect(decodeInThread(names.length, pathOf, form, await painter(99, 9)));
    expect(batches.flatMap(({ pixels }) => [...pixels])).toEqual(new Array(5 * 192).fill(99));
  });

  it("decodes here what a thread that ended left over", async () => {
    const batches = await collect(decodeInThread(names.length, pathOf, form, await painter(99, 1)));
    const [, second, third] = await collect(decodeAhead(names.length, pathOf, form));
    expect(batches[0]!.pixels[0]).toBe(99);
    expect(batches.slice(1)).toEqual([second, third]);
  });

  it("decodes here where there is no thread to be had", async () => {
    const batches = await collect(decodeInThread(names.length, pathOf, form, join(folder, "nowhere.cjs")));
    expect(batches).toEqual(await collect(decodeAhead(names.length, pathOf, form)));
  });

  it("stops when it is cancelled", async () => {
    const cancel = new AbortController();
    cancel.abort(new Error("cancelled by the user"));
    await expect(collect(decodeInThread(names.length, pathOf, { ...form, signal: cancel.signal }))).rejects.toThrow(
      "cancelled by the user",
    );
  });
});
