import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readDatasetRecord } from "../../datasets/dataset-record.ts";
import { writeCkPlus } from "../../datasets/miniatures/ck-plus.ts";
import { writeClassFolders } from "../../datasets/miniatures/class-folders.ts";
import { writeFer2013 } from "../../datasets/miniatures/fer2013.ts";
import { writeRafDb } from "../../datasets/miniatures/raf-db.ts";
import { picturePathOf } from "../../datasets/picture-roots.ts";
import { readSampleTable } from "../../datasets/sample-table.ts";
import type { SetChoice } from "../../datasets/set-choice.ts";
import { decodeFace } from "../../images/decode.ts";
import type { ComposeTask, TaskEvent } from "../protocol.ts";
import { composeDatasets } from "./compose-dataset.ts";

const folder = mkdtempSync(join(tmpdir(), "omnifer compose ü "));
const [raf, fer, pool, ck] = ["RAF-DB", "fer2013", "pool", "CK+"].map((name) => join(folder, name)) as [string, string, string, string];
const datasetDirectory = join(folder, "project/data/d1");
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(async () => {
  await writeRafDb({ directory: raf, seed: 1, train: 2, test: 1 });
  await writeFer2013({ directory: fer, seed: 2, train: 1, test: 1 });
  await writeCkPlus({ directory: ck, seed: 4 });
  await writeClassFolders({ directory: pool, seed: 3, layout: "pool", train: 1 });
});

const set = (directory: string, more: Partial<SetChoice> = {}): SetChoice => ({
  ...{ directory, reader: null, choices: {}, parts: null, meanings: {}, fold: null },
  ...more,
});

async function compose(roles: ComposeTask["roles"], align: ComposeTask["align"] = [], classes: string[] | null = null) {
  const notes: string[] = [];
  const report = (event: TaskEvent) => void (event.type === "note" && notes.push(event.text));
  const context = { report, signal: new AbortController().signal, breathe: async () => undefined };
  const framesDirectory = join(folder, "frames");
  const task: ComposeTask = { kind: "compose-dataset", roles, align, datasetDirectory, framesDirectory, classes };
  return { result: await composeDatasets(task, context), notes };
}

describe("a data set that is put together from others", () => {
  it("inside a database: anchors and tests of RAF-DB, a pool without labels", async () => {
    const { result } = await compose({ anchor: set(raf), pool: set(pool), test: set(raf) });
    expect(result.counts).toEqual({ anchor: Array(7).fill(2), pool: Array(7).fill(0), test: Array(7).fill(1) });
    expect(result.poolCount).toBe(7);
    expect(result.titles[0]).toMatch(/RAF-DB/);
    expect(await readDatasetRecord(datasetDirectory)).toMatchObject({
      digest: result.digest,
      roots: { "raf-db": raf, "class-folders": pool },
    });
  });

  it("across databases: the test faces are rows of numbers in a table, and are decoded where they lie", async () => {
    const { result } = await compose({ anchor: set(raf), pool: set(pool), test: set(fer, { parts: ["test", "validation"] }) });
    expect(result.counts.test).toEqual(Array(7).fill(2));
    const { files } = await readSampleTable(datasetDirectory);
    expect(files.at(-1)).toMatch(/^fer2013\/fer2013\.csv#numbers=\d+\+\d+,48x48$/);
    const face = await decodeFace(picturePathOf(result.roots, files.at(-1)!), { size: 48, channels: 1 });
    expect(new Set(face).size).toBeGreaterThan(20);
  });

  it("is the test faces alone, for a run that is finished", async () => {
    const { result } = await compose({ test: set(fer) });
    expect(result.counts).toEqual({ anchor: Array(7).fill(0), pool: Array(7).fill(0), test: Array(7).fill(1) });
  });

  it("obeys what the user says that labels mean, and tells what it left out", async () => {
    const meanings = { "0": "none" }; // FER-2013's anger
    const { result, notes } = await compose({ anchor: set(raf), pool: set(pool), test: set(fer, { meanings }) });
    expect(result.counts.test).toEqual([1, 1, 1, 1, 1, 0, 1]);
    expect(notes.join("\n")).toMatch(/FER-2013.*: 0: 1 left out, it is none of the classes\./);
  });

  it("turns the faces of a role upright where it finds them, and is another data set then", async () => {
    const roles = { anchor: set(raf), pool: set(pool), test: set(raf) };
    const { result: before } = await compose(roles);
    const { result, notes } = await compose(roles, ["anchor", "test"]);
    const { files, split } = await readSampleTable(datasetDirectory);
    const upright = files.filter((file) => file.includes("#face="));
    expect(upright.length).toBeGreaterThan(10);
    expect(files.some((file, row) => split[row] === 1 && file.includes("#face="))).toBe(false);
    expect(notes).toContain(`MTCNN found a face in ${upright.length} of 21 pictures; the others stay as they are.`);
    expect(result.digest).not.toBe(before.digest);
    expect(result.counts).toEqual(before.counts);
  });

  it("by a fold of its people: nobody is on both sides, and the fold stands in the title", async () => {
    const fold = { protocol: "subject-ten-fold", index: 1 } as const;
    const classes = ["anger", "disgust", "happiness", "neutral"];
    const roles = { anchor: set(ck, { fold: { ...fold, side: "train" } }), test: set(ck, { fold: { ...fold, side: "test" } }) };
    const { result } = await compose({ ...roles, pool: set(pool) }, [], classes);
    expect(result.titles).toEqual(["CK+ (fold 2 of 10)", "Class folders"]);
    const { person, split, files } = await readSampleTable(datasetDirectory);
    const personsOf = (wanted: number) => new Set([...person].filter((_, row) => split[row] === wanted));
    expect(personsOf(2).size).toBe(1);
    for (const one of personsOf(2)) expect(personsOf(0)).not.toContain(one);
    expect(files.at(-1)).toContain("/S010/");
  });

  it("refuses one part for two roles", async () => {
    const roles = { anchor: set(raf), pool: set(raf, { parts: ["test"] }), test: set(raf, { parts: ["test"] }) };
    await expect(compose(roles)).rejects.toThrow(/RAF-DB: found the part test as pool and as test/);
  });
});
