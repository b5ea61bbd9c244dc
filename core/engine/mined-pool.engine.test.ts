import { promises } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SampleTable } from "../datasets/sample-table.ts";
import { partName, poolPartSpec } from "../mining/pool-parts.ts";
import { at } from "../mining/selection.fixture.ts";
import { writeParquet } from "../project/parquet.ts";
import { MinedPool } from "./mined-pool.ts";

const classes = ["happiness", "neutral"];

describe("MinedPool", () => {
  let directory: string;
  let pool: MinedPool;

  beforeAll(async () => {
    directory = await promises.mkdtemp(join(tmpdir(), "omnifer-pool-"));
    // Row 1 of the samples could not be read, so the pool has no such row.
    await writeParquet(join(directory, partName(0)), poolPartSpec(classes), {
      row: [0, 2, 3],
      file: ["a.png", "c.png", "d.png"],
      cos_happiness: [0.9, 0.5, 0.8],
      cos_neutral: [0.75, 0.95, 0.7],
      label: [0, 1, 0],
      margin: [0.15, 0.45, 0.1],
      classifier_label: [1, 1, 0],
      confidence: [0.5, 0.6, 0.7],
    } as never);
    const samples = { files: ["a.png", "b.png", "c.png", "d.png"] } as SampleTable;
    pool = await MinedPool.open(directory, { datasetId: "data-1", classes, samples });
  });
  afterAll(() => promises.rm(directory, { recursive: true }));

  it("gives each rule its own labels, similarities and values", async () => {
    const { labels, similarities, values } = await pool.columns({ rule: "confidence", agreement: false });
    expect([...labels]).toEqual([1, 1, 0]);
    expect([...similarities].map((similarity) => Number(similarity.toFixed(2)))).toEqual([0.75, 0.95, 0.8]);
    expect([...values]).toEqual([0.5, 0.6, 0.7].map(Math.fround));
  });

  it("shows a page nearest first, with the file names of the samples", async () => {
    const { total, rows } = await pool.page(at(0.125), null, "nearest", 0, 120);
    expect(total).toBe(2);
    expect(rows.map(({ row, file, label }) => [row, file, label])).toEqual([
      [2, "c.png", 1],
      [0, "a.png", 0],
    ]);
    expect(rows[0]).toMatchObject({ similarity: Math.fround(0.95), margin: Math.fround(0.45), confidence: Math.fround(0.6) });
  });

  it("gives the nearest of each class in one walk, and how many there are", async () => {
    const pages = await pool.nearestByClass(at(0.1), 1);
    expect(pages.map(({ total, rows }) => [total, rows.map(({ file }) => file)])).toEqual([
      [2, ["a.png"]],
      [1, ["c.png"]],
    ]);
    expect(await pool.nearestByClass(at(0.2), 5)).toMatchObject([{ total: 0, rows: [] }, { total: 1 }]);
  });

  it("counts what the page has, at a delta off the grid as well", async () => {
    for (const delta of [0.1, 0.15, 0.45, 0.5]) {
      const { total } = (await pool.countsAt(at(delta))).countAt(at(delta));
      expect(total).toBe((await pool.page(at(delta), null, "nearest", 0, 120)).total);
    }
    expect((await pool.countsAt(at(0.1))).countAt(at(0.1)).countByClass).toEqual([2, 1]);
  });

  it("shows and counts with agreement only what both rules give one label", async () => {
    const agreed = at(0.05, { agreement: true }); // row 0 is happiness to its centroid and neutral to the classifier
    const counts = await pool.countsAt(agreed);
    expect(counts.countAt(agreed)).toMatchObject({ countByClass: [1, 1], total: 2, share: 2 / 3 });
    const { total, rows } = await pool.page(agreed, null, "nearest", 0, 120);
    expect(total).toBe(2);
    expect(rows.map(({ row, margin, confidence }) => [row, margin, confidence])).toEqual([
      [2, 0.45, 0.6].map(Math.fround),
      [3, 0.1, 0.7].map(Math.fround),
    ]);
    expect([...(await pool.index(agreed)).auxiliary(agreed).rows]).toEqual([3, 2]);
  });

  it("sorts a rule once, at its first page", async () => {
    expect(await pool.index(at(0))).toBe(await pool.index(at(0.5)));
  });
});
