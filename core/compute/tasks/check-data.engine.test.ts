import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { oneRoot } from "../../datasets/picture-roots.ts";
import { drawDemonstrationSet } from "../../datasets/synthetic/draw-demonstration.ts";
import type { DataCheck } from "../../hygiene/data-check.ts";
import { sharp } from "../../images/sharp.ts";
import { drawDataset } from "../../mining/drawn-dataset.fixture.ts";
import type { TaskContext } from "../protocol.ts";
import { checkData } from "./check-data.ts";
import { importDataset } from "./import-dataset.ts";
import { contextOf } from "./task-context.fixture.ts";

let folder: string;
let data: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "omnifer check ü "));
  data = join(folder, "data");
  await drawDemonstrationSet({ directory: folder, seed: 1, scale: 0.001 });
});
afterEach(() => rmSync(folder, { recursive: true }));

const picture = (name: string) => join(folder, "images", `${name}.jpg`);
const copy = (from: string, to: string) => copyFileSync(picture(from), picture(to));
/** Lists of the folder, changed. */
function change(list: "groups.csv" | "labels.csv", edit: (lines: string[]) => string[]): void {
  const path = join(folder, list);
  writeFileSync(path, edit(readFileSync(path, "utf8").split("\n")).join("\n"));
}

async function imported(): Promise<void> {
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data);
  await importDataset({ kind: "import-dataset", sourceDirectory: folder, datasetDirectory: data, classes: null }, contextOf());
}

const check = (context: TaskContext = contextOf()): Promise<DataCheck> =>
  checkData({ kind: "check-data", dataset: { datasetDirectory: data, roots: oneRoot(join(folder, "images")) } }, context);

const named = ({ duplicates }: DataCheck) =>
  duplicates.pairs.map(({ picture, known, isExact, isMirrored }) => ({ again: picture.file, known: known.file, isExact, isMirrored }));

describe("the check of a data set", () => {
  it("finds nothing among different drawn faces, and says what it compared", async () => {
    await imported();
    const { pictures, duplicates, persons, unreadable } = await check();
    expect(pictures).toEqual({ anchor: 14, pool: 14, test: 14 });
    expect(duplicates.overlaps).toEqual([
      { known: "test", again: "anchor", pictures: 0, exact: 0 },
      { known: "test", again: "pool", pictures: 0, exact: 0 },
      { known: "anchor", again: "pool", pictures: 0, exact: 0 },
    ]);
    expect(persons).toMatchObject({ sharedCount: 0, count: { anchor: 4, pool: 5, test: 4 } });
    expect(unreadable.count).toBe(0);
  });

  it("finds copies of test and training faces, the gravest first: same bytes, mirrored, cropped and brightened", async () => {
    copy("test-00000", "pool-00000");
    await sharp(picture("test-00001")).resize(80, 80).flop().jpeg({ quality: 60 }).toFile(picture("mirrored"));
    copy("mirrored", "anchor-00002");
    await sharp(picture("anchor-00003"))
      .extract({ left: 2, top: 0, width: 110, height: 110 })
      .linear(1.1, 0)
      .jpeg()
      .toFile(picture("brighter"));
    copy("brighter", "pool-00004");
    await imported();
    const found = await check();
    expect(named(found)).toEqual([
      { again: "anchor-00002.jpg", known: "test-00001.jpg", isExact: false, isMirrored: true },
      { again: "pool-00000.jpg", known: "test-00000.jpg", isExact: true, isMirrored: false },
      { again: "pool-00004.jpg", known: "anchor-00003.jpg", isExact: false, isMirrored: false },
    ]);
    expect(found.duplicates.overlaps).toEqual([
      { known: "test", again: "anchor", pictures: 1, exact: 0 },
      { known: "test", again: "pool", pictures: 1, exact: 1 },
      { known: "anchor", again: "pool", pictures: 1, exact: 0 },
    ]);
  });

  it("names pictures that cannot be read, goes on, and tries them again the next time", async () => {
    const whole = readFileSync(picture("pool-00003"));
    writeFileSync(picture("pool-00003"), "no picture");
    await imported();
    const first = await check();
    expect(first.pictures.pool).toBe(13);
    expect(first.unreadable).toMatchObject({ count: 1, files: [{ split: "pool", file: "pool-00003.jpg" }] });
    writeFileSync(picture("pool-00003"), whole);
    expect((await check()).unreadable).toEqual({ count: 0, files: [] });
  });

  it("reads a picture once: the next check has its hash from the data set's folder", async () => {
    await imported();
    await check();
    const hashes = readFileSync(join(data, "hashes", "hashes-1-00000.parquet"));
    for (const file of readdirSync(join(folder, "images"))) writeFileSync(join(folder, "images", file), "gone");
    expect((await check()).pictures).toEqual({ anchor: 14, pool: 14, test: 14 });
    expect(readFileSync(join(data, "hashes", "hashes-1-00000.parquet"))).toEqual(hashes);
  });

  it("makes hashes anew that cannot be read", async () => {
    await imported();
    await check();
    writeFileSync(join(data, "hashes", "hashes-1-00000.parquet"), "PAR1 and no more");
    expect((await check()).pictures).toEqual({ anchor: 14, pool: 14, test: 14 });
  });

  it("leaves nothing half-written when it is cancelled", async () => {
    await imported();
    const controller = new AbortController();
    const cancelling = contextOf(({ type }) => type === "progress" && controller.abort(), controller.signal);
    await expect(check(cancelling)).rejects.toThrow(/abort/i);
    expect(readdirSync(join(data, "hashes"))).toEqual([]);
  });

  it("knows nothing of persons without groups.csv, and names one who is in two parts with it", async () => {
    change("groups.csv", (lines) => lines.map((line) => (line.startsWith("test-00000") ? "test-00000.jpg,0" : line)));
    await imported();
    expect((await check()).persons?.shared).toEqual([
      { person: expect.any(Number), count: { anchor: 4, pool: 0, test: 1 }, firstRow: { anchor: 0, pool: null, test: expect.any(Number) } },
    ]);
    rmSync(join(folder, "groups.csv"));
    await imported();
    expect((await check()).persons).toBeNull();
  });

  it("does without a pool and without labels, as data sets that are put together may be", async () => {
    const drawn = await drawDataset({ anchor: 6, pool: 0, test: 3 });
    const { pictures, balance, duplicates } = await checkData({ kind: "check-data", dataset: drawn }, contextOf());
    rmSync(drawn.directory, { recursive: true });
    expect(pictures).toEqual({ anchor: 6, pool: 0, test: 3 });
    expect(balance).toEqual([]);
    expect(duplicates.overlaps[1]).toEqual({ known: "test", again: "pool", pictures: 0, exact: 0 });
  });

  it("says which classes are rare", async () => {
    change("labels.csv", (lines) => lines.map((line) => line.replace(/(happiness|anger|disgust|surprise|sadness),pool/, "neutral,pool")));
    await imported();
    const pool = (await check()).balance.find(({ split }) => split === "pool")!;
    expect(pool).toMatchObject({ ratio: null, isUneven: true });
    expect(pool.empty).toEqual([0, 2, 3, 4, 5]);
  });
});
