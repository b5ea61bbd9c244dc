import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readDatasetRecord } from "../../datasets/dataset-record.ts";
import { oneRoot } from "../../datasets/picture-roots.ts";
import { readSampleTable } from "../../datasets/sample-table.ts";
import { drawDemonstrationSet } from "../../datasets/synthetic/draw-demonstration.ts";
import { readLeftOut } from "../../hygiene/left-out-file.ts";
import { sharp } from "../../images/sharp.ts";
import { checkData } from "./check-data.ts";
import { importDataset } from "./import-dataset.ts";
import { leaveOut } from "./leave-out.ts";
import { requireUnchangedData } from "./require-unchanged.ts";
import { contextOf } from "./task-context.fixture.ts";

let folder: string;
let data: string;
let left: string;
/** 14 anchors, two a class; 14 of the pool; 14 test faces. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "omnifer leave out ü "));
  [data, left] = [join(folder, "data"), join(folder, "left")];
  await drawDemonstrationSet({ directory: folder, seed: 1, scale: 0.001 });
});
afterEach(() => rmSync(folder, { recursive: true }));

const picture = (name: string) => join(folder, "images", `${name}.jpg`);
const copy = (from: string, to: string) => copyFileSync(picture(from), picture(to));
const locationOf = (datasetDirectory: string) => ({ datasetDirectory, roots: oneRoot(join(folder, "images")) });

async function imported(): Promise<void> {
  mkdirSync(data);
  await importDataset({ kind: "import-dataset", sourceDirectory: folder, datasetDirectory: data, classes: null }, contextOf());
}
const leaving = (context = contextOf()) => leaveOut({ kind: "leave-out", dataset: locationOf(data), datasetDirectory: left }, context);
const filesOf = async (directory: string) => (await readSampleTable(directory)).files;

describe("leaving out what shows test faces again", () => {
  it("makes a data set without exact and near copies among anchors and pool, and keeps test faces and what shows anchors", async () => {
    copy("test-00000", "pool-00000");
    await sharp(picture("test-00001")).resize(80, 80).flop().jpeg({ quality: 60 }).toFile(picture("mirrored"));
    copy("mirrored", "anchor-00002");
    copy("anchor-00003", "pool-00004");
    await imported();
    const { leftOut, counts, poolCount, digest, check } = await leaving();

    expect(leftOut).toEqual({ anchor: 1, pool: 1 });
    const gone = ["anchor-00002.jpg", "pool-00000.jpg"];
    expect(await filesOf(left)).toEqual((await filesOf(data)).filter((file) => !gone.includes(file)));
    const [whole, record] = [await readSampleTable(data), await readDatasetRecord(data)];
    const lessOfItsClass = [...record.counts.anchor];
    lessOfItsClass[whole.label[whole.files.indexOf("anchor-00002.jpg")]!]!--;
    expect({ counts, poolCount }).toEqual({ counts: { ...record.counts, anchor: lessOfItsClass, pool: counts.pool }, poolCount: 13 });
    expect(digest).not.toBe(record.digest);
    expect(await readDatasetRecord(left)).toMatchObject({ digest, poolCount: 13, stamp: record.stamp });
    await requireUnchangedData({ kind: "require-unchanged", dataset: locationOf(left) }, contextOf());

    expect(check.pictures).toEqual({ anchor: 13, pool: 13, test: 14 });
    expect(check.duplicates.overlaps.map(({ pictures }) => pictures)).toEqual([0, 0, 1]);
  });

  it("keeps, of each, which test face it shows, by the rows of the whole data set", async () => {
    copy("test-00003", "pool-00005");
    copy("test-00002", "anchor-00001");
    await imported();
    await leaving();
    const files = await filesOf(data);
    const list = await readLeftOut(left);
    expect(list).toMatchObject([
      { picture: { split: "anchor", file: "anchor-00001.jpg" }, known: { split: "test", file: "test-00002.jpg" }, isExact: true },
      { picture: { split: "pool", file: "pool-00005.jpg" }, known: { split: "test", file: "test-00003.jpg" }, likeness: 1 },
    ]);
    for (const { picture: one, known } of list) expect([files[one.row], files[known.row]]).toEqual([one.file, known.file]);
  });

  it("reads no picture again, neither now nor at the next check of what is left", async () => {
    copy("test-00000", "pool-00000");
    await imported();
    await checkData({ kind: "check-data", dataset: locationOf(data) }, contextOf());
    for (const file of await filesOf(data)) writeFileSync(join(folder, "images", file), "gone");
    const { check } = await leaving();
    expect(await checkData({ kind: "check-data", dataset: locationOf(left) }, contextOf())).toEqual(check);
  });

  it("makes the same data set of the same pictures, and another one where others are left out", async () => {
    copy("test-00000", "pool-00000");
    await imported();
    const first = await leaving();
    expect((await leaving()).digest).toBe(first.digest);
    rmSync(data, { recursive: true });
    copy("test-00001", "pool-00001");
    await imported();
    expect((await leaving()).digest).not.toBe(first.digest);
  });

  it("looks again at what is left: a pool picture that is nearer to many anchors than to its test face is found once they are gone", async () => {
    const larger = join(folder, "larger");
    await drawDemonstrationSet({ directory: larger, seed: 1, scale: 0.03 });
    const within = (name: string) => join(larger, "images", `${name}.jpg`);
    const anchors = readFileSync(join(larger, "labels.csv"), "utf8").match(/^anchor-\d+/gm)!;
    const labelOf = (name: string) => readFileSync(join(larger, "labels.csv"), "utf8").match(new RegExp(`^${name}\\.jpg,(\\w+)`, "m"))![1]!;
    const many = anchors.filter((name, index) => anchors.slice(0, index).some((other) => labelOf(other) === labelOf(name)));
    await sharp(within("pool-00000")).extract({ left: 2, top: 0, width: 110, height: 110 }).linear(1.1, 0).jpeg().toFile(within("test"));
    copyFileSync(within("test"), within("test-00000"));
    for (const name of many) copyFileSync(within("pool-00000"), within(name));
    mkdirSync(data);
    await importDataset({ kind: "import-dataset", sourceDirectory: larger, datasetDirectory: data, classes: null }, contextOf());
    const dataset = { datasetDirectory: data, roots: oneRoot(join(larger, "images")) };
    const first = await checkData({ kind: "check-data", dataset }, contextOf());
    expect(first.duplicates.overlaps.slice(0, 2)).toMatchObject([{ pictures: many.length }, { again: "pool", pictures: 0 }]);
    const { leftOut } = await leaveOut({ kind: "leave-out", dataset, datasetDirectory: left }, contextOf());
    expect(leftOut).toEqual({ anchor: many.length, pool: 1 });
    const { picture: last, known } = (await readLeftOut(left)).at(-1)!;
    const files = await filesOf(data);
    expect([last.file, known.file]).toEqual(["pool-00000.jpg", "test-00000.jpg"]);
    expect([files[last.row], files[known.row]]).toEqual([last.file, known.file]);
  });

  it("says so where nothing shows a test face again, and makes nothing", async () => {
    await imported();
    await expect(leaving()).rejects.toThrow("No picture of the anchor set or the pool shows a test face again.");
    expect(existsSync(left)).toBe(false);
  });

  it("refuses where a class would have no anchors left, and makes nothing", async () => {
    const rows = readFileSync(join(folder, "labels.csv"), "utf8").split("\n");
    const angry = rows.filter((row) => row.includes(",anger,anchor")).map((row) => row.split(",")[0]!.replace(".jpg", ""));
    for (const [index, name] of angry.entries()) copy(`test-0000${index}`, name);
    await imported();
    await expect(leaving()).rejects.toThrow("found no anchor of anger that does not show a test face again, expected at least one of each");
    expect(existsSync(left)).toBe(false);
  });

  it("refuses where nothing would be left of the pool", async () => {
    for (let index = 0; index < 14; index++) copy(`test-${String(index).padStart(5, "0")}`, `pool-${String(index).padStart(5, "0")}`);
    await imported();
    await expect(leaving()).rejects.toThrow("found no picture of the pool that does not show a test face again");
  });

  it("makes nothing when it is cancelled", async () => {
    copy("test-00000", "pool-00000");
    await imported();
    const controller = new AbortController();
    const cancelling = contextOf(
      (event) => event.type === "progress" && event.phase === "recheck" && controller.abort(),
      controller.signal,
    );
    await expect(leaving(cancelling)).rejects.toThrow(/abort/i);
    expect(existsSync(left)).toBe(false);
  });
});
