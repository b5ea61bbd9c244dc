import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { writeCkPlus } from "../datasets/miniatures/ck-plus.ts";
import { writeRafDb } from "../datasets/miniatures/raf-db.ts";
import { type OpenedEngine, openTemporaryEngine } from "./opened-engine.fixture.ts";

let folder: string;
let raf: string;
let ck: string;
let engine: OpenedEngine;

const noPicture = async () => Buffer.from("no picture is opened");

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "omnifer-known sets ü "));
  [raf, ck] = [join(folder, "RAF-DB"), join(folder, "CK+")];
  // POSTER's layout is what class folders are too: two readers know it.
  await writeRafDb({ directory: raf, seed: 1, layout: "poster", train: 2, test: 1, draw: noPicture });
  await writeCkPlus({ directory: ck, seed: 2, draw: noPicture });
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  engine = await openTemporaryEngine();
});
afterEach(() => engine.remove());

const list = async () => (await engine.request("sets.list", {})).sets;

async function add(directory: string) {
  const { jobId } = await engine.request("sets.add", { directory, reader: null, choices: {} });
  return { jobId, job: await engine.ended(jobId) };
}

describe("data sets that the project was pointed at", () => {
  it("are recognised, counted and remembered, without a word of where they lie", async () => {
    const { jobId, job } = await add(raf);
    expect(job).toMatchObject({ kind: "inspect-set", state: "done", error: null });
    const [set, ...more] = await list();
    expect(more).toEqual([]);
    expect(await engine.request("job.made", { jobId })).toEqual({ setId: set!.id });
    expect(set).toMatchObject({
      name: "RAF-DB",
      reader: "raf-db",
      title: "RAF-DB",
      others: [{ reader: "class-folders", title: "Class folders" }],
      usualParts: { anchor: ["train"], test: ["test"] },
      readings: [{ choices: { images: "aligned" }, report: { count: 21, parts: ["train", "test"] } }],
    });
    expect(set!.asks.map(({ name }) => name)).toEqual(["images"]);
    expect(JSON.stringify(set)).not.toContain(folder);
  });

  it("are read otherwise when asked: another choice stands beside the first, another reader in its place", async () => {
    await add(ck);
    const setId = (await list())[0]!.id;
    const readAs = async (reader: "ck-plus" | "class-folders", choices: Record<string, string>) => {
      const { jobId } = await engine.request("sets.read-as", { setId, reader, choices });
      return engine.ended(jobId);
    };
    expect(await readAs("ck-plus", { contempt: "keep" })).toMatchObject({ state: "done" });
    const readings = (await list())[0]!.readings.map(({ choices, report }) => [choices.contempt, report.count]);
    expect(readings).toEqual([
      ["keep", 60],
      ["leave-out", expect.any(Number)],
    ]);
    expect(readings[1]![1]).toBeLessThan(60);
    const { people } = (await list())[0]!.readings[0]!;
    expect(people!.subjects).toHaveLength(10);
    expect(people!.pictures.reduce((sum, count) => sum + count)).toBe(60);
    await add(raf);
    const rafId = (await list())[0]!.id;
    const { jobId } = await engine.request("sets.read-as", { setId: rafId, reader: "class-folders", choices: {} });
    await engine.ended(jobId);
    const read = (await list()).find(({ id }) => id === rafId)!;
    expect(read).toMatchObject({
      reader: "class-folders",
      others: [{ reader: "raf-db" }],
      readings: [{ choices: { folders: "classes" } }],
    });
    expect(read.readings).toHaveLength(1);
  });

  it("are known once, however often their folder is added, and forgotten when asked", async () => {
    await add(raf);
    await add(ck);
    await add(`${raf}/`);
    expect((await list()).map(({ name }) => name)).toEqual(["CK+", "RAF-DB"]);
    const [first] = await list();
    await engine.request("sets.remove", { setId: first!.id });
    expect((await list()).map(({ name }) => name)).toEqual(["RAF-DB"]);
    await expect(engine.request("sets.remove", { setId: first!.id })).rejects.toMatchObject({ code: "not-found" });
  });

  it("are not there when nobody knows the folder", async () => {
    const { job } = await add(join(folder, "nowhere"));
    expect(job).toMatchObject({ state: "failed", error: { problem: { found: "no such folder" } } });
    expect(await list()).toEqual([]);
  });
});
