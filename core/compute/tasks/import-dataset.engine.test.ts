import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readDatasetRecord } from "../../datasets/dataset-record.ts";
import { oneRoot } from "../../datasets/picture-roots.ts";
import { preparePixels } from "../../datasets/sample-pixels.ts";
import { labelledRows, readSampleTable, rowsOf } from "../../datasets/sample-table.ts";
import { writeGeneratorStamp } from "../../datasets/synthetic/generator-stamp.ts";
import { readPlaces } from "../../images/face-place.ts";
import { sharp } from "../../images/sharp.ts";
import type { TaskEvent } from "../protocol.ts";
import { importDataset } from "./import-dataset.ts";

const sourceDirectory = mkdtempSync(join(tmpdir(), "omnifer-import-"));
const datasetDirectory = join(sourceDirectory, "project/data/d1");
const image = (name: string) => join(sourceDirectory, "images", name);
afterAll(() => rmSync(sourceDirectory, { recursive: true }));

const rows = ["a.png,cat,anchor", "b.png,dog,anchor", "c.png,dog,anchor", "p.png,,pool", "q.png,cat,pool", "t.png,dog,test"];
/** Grey level of each file, everywhere in it. */
const levels = { "a.png": 10, "b.png": 20, "c.png": 30, "p.png": 40, "q.png": 50, "t.png": 60 };
const pictures: Record<string, Buffer> = {};

beforeAll(async () => {
  for (const [name, level] of Object.entries(levels)) {
    pictures[name] = await sharp({ create: { width: 9, height: 9, channels: 3, background: { r: level, g: level, b: level } } })
      .png()
      .toBuffer();
  }
});
beforeEach(() => {
  mkdirSync(join(sourceDirectory, "images"), { recursive: true });
  for (const [name, bytes] of Object.entries(pictures)) writeFileSync(image(name), bytes);
  writeFileSync(join(sourceDirectory, "labels.csv"), ["file,label,split", ...rows].join("\n"));
  rmSync(datasetDirectory, { recursive: true, force: true });
});

function observe(signal = new AbortController().signal) {
  const events: TaskEvent[] = [];
  return { events, context: { report: (event: TaskEvent) => void events.push(event), signal, breathe: async () => undefined } };
}

const task = { kind: "import-dataset", sourceDirectory, datasetDirectory } as const;
function begin(signal?: AbortSignal) {
  const { events, context } = observe(signal);
  return { events, result: importDataset({ ...task, classes: ["cat", "dog"] }, context) };
}

describe("import-dataset", () => {
  it("counts the classes of each split, and the whole pool with its images without label", async () => {
    const result = await begin().result;
    expect(result).toMatchObject({
      classes: ["cat", "dog"],
      counts: { anchor: [1, 2], pool: [1, 0], test: [0, 1] },
      poolCount: 2,
      hasGroups: false,
    });
    expect(await readDatasetRecord(datasetDirectory)).toEqual({ version: 1, ...result });
  });

  it("records what drew the images, where they were drawn", async () => {
    const stamp = { version: "3", seed: 7, scale: 0.5 };
    await writeGeneratorStamp(sourceDirectory, stamp);
    await begin().result;
    rmSync(join(sourceDirectory, "generator.txt"));
    expect((await readDatasetRecord(datasetDirectory)).generator).toEqual(stamp);
  });

  it("writes a table that reads back as it was", async () => {
    await begin().result;
    const table = await readSampleTable(datasetDirectory);
    expect(table.files).toEqual(Object.keys(levels));
    expect([...table.label]).toEqual([0, 1, 1, -1, 0, 1]);
    expect([...rowsOf(table, "pool")]).toEqual([3, 4]);
    expect([...labelledRows(table, "pool")]).toEqual([4]);
    expect([...table.line]).toEqual([2, 3, 4, 5, 6, 7]);
  });

  it("leaves the decoded anchors and tests for the first training", async () => {
    const { digest } = await begin().result;
    rmSync(join(sourceDirectory, "images"), { recursive: true });
    const dataset = { datasetDirectory, roots: oneRoot(join(sourceDirectory, "images")) };
    const { events, context } = observe();
    const form = { size: 48, channels: 1 } as const;
    const samples = { dataset, digest, table: await readSampleTable(datasetDirectory) };
    const placeOf = await preparePixels(samples, Uint32Array.of(0, 1, 2, 5), form, context);
    const pixels = await readPlaces([0, 1, 2, 3].map(placeOf), form);
    expect([0, 1, 2, 3].map((index) => pixels[index * 48 * 48])).toEqual([10, 20, 30, 60]);
    expect(events).toEqual([]);
  });

  it.each([
    ["an empty file", Buffer.alloc(0), '"t.png", which is empty (0 bytes)'],
    ["a web page", Buffer.from("<!doctype html><p>404"), '"t.png", which is not a picture but an HTML page'],
  ])("stops at a test image that is %s, with its line, and leaves no record", async (_name, bytes, found) => {
    writeFileSync(image("t.png"), bytes);
    await expect(begin().result).rejects.toMatchObject({ problem: { file: join(sourceDirectory, "labels.csv"), line: 7, found } });
    expect(existsSync(join(datasetDirectory, "dataset.json"))).toBe(false);
  });

  it("stops at an anchor that is cut off", async () => {
    const jpeg = await sharp(image("a.png")).resize(300).jpeg().toBuffer();
    writeFileSync(image("a.png"), jpeg.subarray(0, jpeg.length - 60));
    await expect(begin().result).rejects.toMatchObject({
      problem: { line: 2, found: expect.stringContaining('"a.png", which is cut off') },
    });
  });

  it("passes over a bad image of the pool, and says how many are missing and left out", async () => {
    writeFileSync(image("p.png"), "");
    rmSync(image("q.png"));
    const { result, events } = begin();
    expect((await result).poolCount).toBe(1);
    expect(events).toContainEqual({ type: "note", text: "Images missing from the pool: 1. They are left out (labels.csv, line 6)." });
  });

  it("stops when it is cancelled", async () => {
    const cancel = new AbortController();
    cancel.abort(new Error("cancelled by the user"));
    await expect(begin(cancel.signal).result).rejects.toThrow("cancelled by the user");
  });
});

const realFaces = resolve(process.env.OMNIFER_REAL_FACES ?? "../shared/data/real-faces");
describe.skipIf(!existsSync(realFaces))("real faces", () => {
  it("are imported with the counts of their README", async () => {
    const result = importDataset({ ...task, sourceDirectory: realFaces, classes: null }, observe().context);
    expect(await result).toMatchObject({
      counts: { anchor: [78, 7, 62, 280, 55, 54, 280], pool: [49, 1, 8, 1074, 35, 34, 1299], test: [55, 4, 18, 174, 39, 37, 174] },
      poolCount: 2500,
      hasGroups: true,
    });
  });
});
