import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readParquet } from "../project/parquet.ts";
import { poolPartSpec, poolParts } from "./pool-parts.ts";
import { PoolWriter } from "./pool-writer.ts";

const classes = ["fear", "anger"];
const nothing = { wallSeconds: 0, cpuSeconds: 0 };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "omnifer-pool-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Images of these rows, whose numbers all follow from the row: cosine 0.25 to the first class, 0.5 to the second. */
const images = (...rows: number[]) => ({
  rows,
  files: rows.map((row) => `${row}.png`),
  verdicts: {
    cosines: Float32Array.from(rows.flatMap(() => [0.25, 0.5])),
    labels: Uint8Array.from(rows, () => 1),
    margins: Float32Array.from(rows, () => 0.25),
    classifierLabels: Uint8Array.from(rows, () => 0),
    confidences: Float32Array.from(rows, () => 0.75),
    probabilities: Float32Array.from(rows.flatMap(() => [0.75, 0.25])),
  },
});
const skip = (row: number) => ({ row, file: `${row}.png`, reason: "is empty (0 bytes)" });

describe("a mined pool on disk", () => {
  it("writes one row an image: its cosines, pseudo-label, margin and the classifier's verdict", async () => {
    const writer = await PoolWriter.open(folder, "a", classes);
    writer.add(2, images(7), []);
    writer.add(4, images(8, 9), [skip(10)]);
    await writer.finishPart(nothing);
    const parts = await poolParts(folder);
    const columns = await readParquet(parts, poolPartSpec(classes));
    const cosines = await readParquet(parts, { cos_fear: "FLOAT", cos_anger: "FLOAT" });
    expect([...columns.row]).toEqual([7, 8, 9]);
    expect(columns.file).toEqual(["7.png", "8.png", "9.png"]);
    expect([...cosines.cos_fear]).toEqual([0.25, 0.25, 0.25]);
    expect([...cosines.cos_anger]).toEqual([0.5, 0.5, 0.5]);
    expect([...columns.label]).toEqual([1, 1, 1]);
    expect([...columns.margin]).toEqual([0.25, 0.25, 0.25]);
    expect([...columns.classifier_label]).toEqual([0, 0, 0]);
    expect([...columns.confidence]).toEqual([0.75, 0.75, 0.75]);
    expect(writer.record).toMatchObject({ done: 4, rowCount: 3, skippedCount: 1, skipped: [skip(10)] });
  });

  it("goes on behind the last part that its record vouches for", async () => {
    const first = await PoolWriter.open(folder, "a", classes);
    first.add(3, images(0, 1), [skip(2)]);
    await first.finishPart({ wallSeconds: 5, cpuSeconds: 9 });
    first.add(4, images(3), []); // lost: the process dies before its part is written
    const second = await PoolWriter.open(folder, "a", classes);
    expect(second.done).toBe(3);
    expect(second.record.spent).toEqual({ wallSeconds: 5, cpuSeconds: 9 });
    second.add(5, images(3, 4), []);
    await second.finishPart(nothing);
    expect([...(await readParquet(await poolParts(folder), { row: "BIGINT" })).row]).toEqual([0, 1, 3, 4]);
    expect(second.record).toMatchObject({ rowCount: 4, skippedCount: 1 });
  });

  it("removes a part that was written but not vouched for, so that no image counts twice", async () => {
    const writer = await PoolWriter.open(folder, "a", classes);
    writer.add(1, images(0), []);
    await writer.finishPart(nothing);
    writeFileSync(join(folder, "part-00001.parquet"), "left behind");
    await PoolWriter.open(folder, "a", classes);
    expect(readdirSync(folder).sort()).toEqual(["part-00000.parquet", "pool.json"]);
  });

  it("starts over for other weights or data, and when its record is damaged", async () => {
    const writer = await PoolWriter.open(folder, "a", classes);
    writer.add(1, images(0), []);
    await writer.finishPart(nothing);
    expect((await PoolWriter.open(folder, "b", classes)).done).toBe(0);
    writeFileSync(join(folder, "pool.json"), '{"version": 1,');
    expect((await PoolWriter.open(folder, "a", classes)).done).toBe(0);
    expect(await poolParts(folder)).toEqual([]);
  });

  it("calls a part full after 16,384 rows or ten seconds", async () => {
    let seconds = 100;
    const writer = await PoolWriter.open(folder, "a", classes, () => seconds);
    writer.add(1, images(0), []);
    expect(writer.isPartFull).toBe(false);
    seconds = 110;
    expect(writer.isPartFull).toBe(true);
    await writer.finishPart(nothing);
    expect(writer.record.poolSeconds).toBe(10);
    expect(writer.isPartFull).toBe(false);
    writer.add(20_000, images(...Array.from({ length: 16_384 }, (_, i) => i)), []);
    expect(writer.isPartFull).toBe(true);
  });

  it("lists a thousand skipped images and counts them all", async () => {
    const writer = await PoolWriter.open(folder, "a", classes);
    writer.add(
      1500,
      images(),
      Array.from({ length: 1500 }, (_, row) => skip(row)),
    );
    await writer.finishPart(nothing);
    expect(writer.record.skipped).toHaveLength(1000);
    expect(writer.record.skippedCount).toBe(1500);
    expect(await poolParts(folder)).toEqual([]);
  });
});
