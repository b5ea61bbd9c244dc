import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startThread } from "./answering-thread.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "omnifer-thread-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A thread that does this with each number. */
function threadOf(name: string, body: string): string {
  const path = join(folder, `${name}.cjs`);
  writeFileSync(path, `const { parentPort } = require("node:worker_threads");\nparentPort.on("message", (number) => { ${body} });`);
  return path;
}
const here = async (number: number) => `here ${number}`;

async function answersOf(entry: string, numbers: number[]): Promise<string[]> {
  const thread = startThread(entry, here);
  const answers = await Promise.all(numbers.map((number) => thread.ask(number)));
  thread.end();
  return answers;
}

describe("an answering thread", () => {
  it("answers each request", async () => {
    const entry = threadOf("answers", "parentPort.postMessage('there ' + number)");
    expect(await answersOf(entry, [1, 2, 3])).toEqual(["there 1", "there 2", "there 3"]);
  });

  it("leaves to the caller what it ended before", async () => {
    const entry = threadOf("ends", "if (number === 2) process.exit(); parentPort.postMessage('there ' + number)");
    expect(await answersOf(entry, [1, 2, 3])).toEqual(["there 1", "here 2", "here 3"]);
  });

  it("leaves to the caller what it threw at", async () => {
    const entry = threadOf("throws", "if (number === 2) throw new Error('a fault'); parentPort.postMessage('there ' + number)");
    expect(await answersOf(entry, [1, 2])).toEqual(["there 1", "here 2"]);
  });

  it("leaves everything to the caller where there is none", async () => {
    expect(await answersOf(join(folder, "nowhere.cjs"), [1, 2])).toEqual(["here 1", "here 2"]);
  });

  it("throws what the caller's own answer throws", async () => {
    const thread = startThread(join(folder, "nowhere.cjs"), async (number: number) => {
      throw new Error(`no answer to ${number}`);
    });
    await expect(thread.ask(7)).rejects.toThrow("no answer to 7");
    await expect(thread.ask(8)).rejects.toThrow("no answer to 8"); // known to have ended by now
    thread.end();
  });
});
