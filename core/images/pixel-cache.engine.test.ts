import { readFileSync, statSync, writeFileSync } from "node:fs";
import { mkdtemp, readdir, rm, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fileSystemFailingAt } from "../project/failing-file-system.fixture.ts";
import { readPlaces } from "./face-place.ts";
import { PixelCache } from "./pixel-cache.ts";

/** A face is 2 x 2 grey bytes, all of them the number of its row. */
const form = { size: 2, channels: 1 } as const;
const faceOf = (row: number) => new Array<number>(4).fill(row);
const digest = "a".repeat(64);

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "omnifer-cache-"));
  path = join(folder, "pixels.cache");
});
afterEach(() => rm(folder, { recursive: true }));

const open = (rows: number[], change: { digest?: string; form?: { size: number; channels: 1 | 3 } } = {}) =>
  PixelCache.open(path, change.digest ?? digest, change.form ?? form, Uint32Array.from(rows));

/** Adds the faces of these rows as one part. */
async function add(rows: number[]): Promise<void> {
  await (await open(rows)).append([...rows.keys()], Uint8Array.from(rows.flatMap(faceOf)));
}

/** Rows of these that the cache has, read back. */
async function rowsIn(rows: number[]): Promise<number[]> {
  const { offsets, fingerprints } = await open(rows);
  const known = [...rows.keys()].filter((position) => offsets[position]! > 0);
  const places = known.map((position) => ({
    picture: join(folder, "no such picture"),
    fingerprint: fingerprints[position]!,
    cache: { path, offset: offsets[position]! },
  }));
  const pixels = await readPlaces(places, form);
  const found = known.map((_, index) => pixels[index * 4]!);
  expect([...pixels]).toEqual(found.flatMap(faceOf));
  return found;
}

describe("the pixel cache", () => {
  it("has what was added, in any order of asking", async () => {
    await add([7, 3]);
    await add([5]);
    expect(await rowsIn([3, 4, 5, 6, 7])).toEqual([3, 5, 7]);
    expect(await rowsIn([7, 5, 3])).toEqual([7, 5, 3]);
  });

  it("has nothing where there is no file, and makes none before it is given a face", async () => {
    expect(await rowsIn([1])).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    { of: "another data set", change: { digest: "b".repeat(64) } },
    { of: "another size", change: { form: { size: 1, channels: 1 as const } } },
    { of: "other channels", change: { form: { size: 2, channels: 3 as const } } },
  ])("of $of counts as none and is removed", async ({ change }) => {
    await add([3]);
    expect([...(await open([3], change)).offsets]).toEqual([0]);
    expect(await readdir(folder)).toEqual([]);
  });

  it("says how many bytes faces will take", async () => {
    const expected = (await open([1, 2, 3])).bytesFor(3);
    await add([1, 2, 3]);
    expect(statSync(path).size).toBe(expected);
    const more = (await open([4])).bytesFor(1);
    await add([4]);
    expect(statSync(path).size).toBe(expected + more);
  });
});

describe("a crash", () => {
  it("loses at most the part in the making, wherever it fell", async () => {
    await add([1, 2]);
    const before = statSync(path).size;
    await add([3, 4]);
    const whole = readFileSync(path);
    for (let length = before; length < whole.length; length++) {
      await truncate(path, length);
      expect(await rowsIn([1, 2, 3, 4]), `cut after ${length} bytes`).toEqual([1, 2]);
      writeFileSync(path, whole);
    }
    expect(await rowsIn([1, 2, 3, 4])).toEqual([1, 2, 3, 4]);
  });

  it("before a part's head leaves a place that the next part takes", async () => {
    await add([1]);
    const before = statSync(path).size;
    await add([2, 3, 4]);
    writeFileSync(path, readFileSync(path).fill(0, before, before + 48));
    await add([5]);
    expect(await rowsIn([1, 2, 3, 4, 5])).toEqual([1, 5]);
    expect(statSync(path).size).toBe(before + 48 + 12 + 4);
  });

  it("between file and first part leaves a cache without faces", async () => {
    await add([1]);
    await truncate(path, 4096);
    await add([2]);
    expect(await rowsIn([1, 2])).toEqual([2]);
  });
});

describe("damage", () => {
  it("in the first page voids the file", async () => {
    await add([1]);
    const bytes = readFileSync(path);
    bytes[20]! ^= 1;
    writeFileSync(path, bytes);
    expect(await rowsIn([1])).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });

  it("in an index loses that part and those behind it", async () => {
    await add([1]);
    const secondPart = statSync(path).size;
    await add([2]);
    await add([3]);
    const bytes = readFileSync(path);
    bytes[secondPart + 48]! ^= 1; // its first row
    writeFileSync(path, bytes);
    expect(await rowsIn([1, 2, 3])).toEqual([1]);
  });
});

describe("a full disk", () => {
  it.each([
    ["write", 0],
    ["write", 1],
    ["write", 2],
    ["datasync", 0],
    ["datasync", 1],
  ])("at %s number %i is told with the file, which keeps the parts it has", async (step, passes) => {
    await add([1]);
    const before = readFileSync(path);
    const full = fileSystemFailingAt(step, "ENOSPC", folder, passes);
    const cache = await PixelCache.open(path, digest, form, Uint32Array.of(2), full);
    const appended = cache.append([0], Uint8Array.from(faceOf(2)));
    await expect(appended).rejects.toMatchObject({ code: "disk-full", message: expect.stringContaining(path) });
    expect(readFileSync(path)).toEqual(before);
  });

  it("before the first part is told as well, and leaves nothing", async () => {
    const cache = await PixelCache.open(path, digest, form, Uint32Array.of(2), fileSystemFailingAt("sync", "ENOSPC", folder));
    await expect(cache.append([0], Uint8Array.from(faceOf(2)))).rejects.toMatchObject({ code: "disk-full" });
    expect(await readdir(folder)).toEqual([]);
  });
});
