import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { TaskEvent } from "../compute/protocol.ts";
import { readPlaces } from "../images/face-place.ts";
import { sharp } from "../images/sharp.ts";
import { oneRoot } from "./picture-roots.ts";
import { preparePixels, type Samples } from "./sample-pixels.ts";

/** 130 pictures, the grey level of each its row. */
const count = 130;
const small = { size: 4, channels: 1 } as const;
/** 42 faces of this form are a part of the cache; a batch of 64 is one. */
const large = { size: 256, channels: 3 } as const;

let folder: string;
let samples: Samples;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "omnifer-samples-"));
  const imagesDirectory = join(folder, "images");
  mkdirSync(imagesDirectory);
  for (let row = 0; row < count; row++) await draw(row, row);
  samples = {
    dataset: { roots: oneRoot(imagesDirectory), datasetDirectory: join(folder, "data") },
    digest: "a".repeat(64),
    table: {
      count,
      files: Array.from({ length: count }, (_, row) => `${row}.png`),
      split: new Uint8Array(count),
      label: new Int16Array(count),
      person: new Int32Array(count),
      sequence: new Int32Array(count),
      line: Uint32Array.from({ length: count }, (_, row) => row + 2),
    },
  };
});
beforeEach(() => {
  rmSync(samples.dataset.datasetDirectory, { recursive: true, force: true });
  mkdirSync(samples.dataset.datasetDirectory);
});
afterAll(() => rm(folder, { recursive: true }));

const pathOf = (row: number) => join(folder, "images", `${row}.png`);
const draw = (row: number, level: number) =>
  sharp({ create: { width: 5, height: 5, channels: 3, background: { r: level, g: level, b: level } } }).toFile(pathOf(row));
const rowsTo = (end: number) => Uint32Array.from({ length: end }, (_, row) => row);

/** Prepares the rows and reads them back. */
async function prepare(
  rows: Uint32Array,
  {
    form = small,
    of = samples,
    ...change
  }: { form?: typeof small | typeof large; of?: Samples; signal?: AbortSignal; free?: number; onEvent?: (event: TaskEvent) => void } = {},
) {
  const events: TaskEvent[] = [];
  const report = (event: TaskEvent) => {
    events.push(event);
    change.onEvent?.(event);
  };
  const freeBytes = async () => change.free ?? null;
  const placeOf = await preparePixels(of, rows, form, { report, signal: change.signal ?? new AbortController().signal }, freeBytes);
  const places = Array.from(rows, (_, index) => placeOf(index));
  const decoded = events.flatMap((event) => (event.type === "progress" ? [[event.done, event.total]] : []));
  const notes = events.flatMap((event) => (event.type === "note" ? [event.text] : []));
  return { places, decoded, notes, levels: await levelsAt(places, form) };
}

async function levelsAt(places: Parameters<typeof readPlaces>[0], form: typeof small | typeof large): Promise<number[]> {
  const pixels = await readPlaces(places, form);
  return places.map((_, index) => pixels[index * form.size * form.size * form.channels]!);
}

const filesInCache = () => readdirSync(samples.dataset.datasetDirectory);

describe("decoded samples", () => {
  it("are decoded by the first run and read by the second", async () => {
    const first = await prepare(rowsTo(3));
    expect(first.levels).toEqual([0, 1, 2]);
    expect(first.decoded).toEqual([[3, 3]]);
    const second = await prepare(rowsTo(3));
    expect(second.decoded).toEqual([]);
    expect(second.places).toEqual(first.places);
  });

  it("share one file a form between anchors and auxiliary faces: only what is new is decoded", async () => {
    await prepare(Uint32Array.of(10, 20));
    const { levels, decoded } = await prepare(Uint32Array.of(20, 30, 10));
    expect(levels).toEqual([20, 30, 10]);
    expect(decoded).toEqual([[3, 3]]); // two were there
    await prepare(Uint32Array.of(10), { form: large });
    expect(filesInCache()).toEqual(["pixels-256x256x3.cache", "pixels-4x4x1.cache"]);
  });

  it("are decoded again when the data set changed", async () => {
    await prepare(Uint32Array.of(7));
    await draw(7, 77);
    expect((await prepare(Uint32Array.of(7))).levels).toEqual([7]);
    expect((await prepare(Uint32Array.of(7), { of: { ...samples, digest: "b".repeat(64) } })).levels).toEqual([77]);
    await draw(7, 7);
  });

  it("keep what was decoded before a cancel", async () => {
    const cancel = new AbortController();
    const onEvent = (event: TaskEvent) => event.type === "progress" && event.done === 64 && cancel.abort(new Error("cancelled"));
    await expect(prepare(rowsTo(count), { form: large, signal: cancel.signal, onEvent })).rejects.toThrow("cancelled");
    const { decoded, levels } = await prepare(rowsTo(count), { form: large });
    expect(decoded).toEqual([
      [128, 130],
      [130, 130],
    ]);
    expect(levels).toEqual([...rowsTo(count)]);
  });

  it("stop at a bad picture with its line", async () => {
    writeFileSync(pathOf(5), "");
    await expect(prepare(rowsTo(9))).rejects.toMatchObject({
      problem: { file: join(folder, "labels.csv"), line: 7, found: '"5.png", which is empty (0 bytes)' },
    });
    await draw(5, 5);
  });
});

describe("a disk without room", () => {
  const reserve = 2 ** 30;

  it("is told in a note, and every epoch decodes", async () => {
    const { notes, levels, places } = await prepare(rowsTo(3), { free: reserve + 100 });
    expect(notes).toEqual([expect.stringMatching(/^Pictures are decoded again in every epoch.*pixels-4x4x1\.cache.*1\.1 GB are free\.$/)]);
    expect(levels).toEqual([0, 1, 2]);
    expect(places.every(({ cache }) => cache === null)).toBe(true);
    expect(filesInCache()).toEqual([]);
  });

  it("gives faces the fingerprints that a cache gives them, so that a run may go on with more room", async () => {
    const without = await prepare(rowsTo(3), { free: 0 });
    const withRoom = await prepare(rowsTo(3));
    expect(without.places.map(({ fingerprint }) => fingerprint)).toEqual(withRoom.places.map(({ fingerprint }) => fingerprint));
  });

  it("still gives what it has", async () => {
    await prepare(Uint32Array.of(1, 2));
    const { places, levels } = await prepare(Uint32Array.of(1, 2, 3), { free: 0 });
    expect(places.map(({ cache }) => cache !== null)).toEqual([true, true, false]);
    expect(levels).toEqual([1, 2, 3]);
  });

  it("is no matter when all is decoded already", async () => {
    await prepare(rowsTo(3));
    expect((await prepare(rowsTo(3), { free: 0 })).notes).toEqual([]);
  });

  it("is one that the decoded faces just do not fit", async () => {
    await prepare(rowsTo(3));
    const path = join(samples.dataset.datasetDirectory, "pixels-4x4x1.cache");
    const bytes = statSync(path).size;
    rmSync(path);
    expect((await prepare(rowsTo(3), { free: reserve + bytes - 1 })).notes).toHaveLength(1);
    expect((await prepare(rowsTo(3), { free: reserve + bytes })).notes).toEqual([]);
    expect(existsSync(path)).toBe(true);
  });
});
