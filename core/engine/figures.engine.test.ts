import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeClassFolders } from "../datasets/miniatures/class-folders.ts";
import { writeFer2013 } from "../datasets/miniatures/fer2013.ts";
import { writeRafDb } from "../datasets/miniatures/raf-db.ts";
import { drawDemonstrationSet } from "../datasets/synthetic/draw-demonstration.ts";
import { readPng } from "../export/png-texts.fixture.ts";
import { sharp } from "../images/sharp.ts";
import { defaultPipelineRecipe, withEpochs } from "../recipe.ts";
import { type OpenedEngine, openTemporaryEngine } from "./opened-engine.fixture.ts";

/** One epoch over 14 faces: enough to mine with. */
const primitive = { ...withEpochs(defaultPipelineRecipe.primitive, 1), batchSize: 14 };

let folder: string;
let engine: OpenedEngine;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "omnifer-figures-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function done(job: Promise<{ jobId: string }>): Promise<void> {
  const { state, error } = await engine.ended((await job).jobId);
  expect([state, error]).toEqual(["done", null]);
}

/** Draws a figure and reads the file. */
async function written(figure: Parameters<typeof engine.request<"figure.write">>[1]["figure"], override = false) {
  const file = join(folder, "figure.png");
  const drawn = await engine.request("figure.write", { figure, override, file });
  const png = await readFile(file);
  return { ...drawn, png, ...readPng(png) };
}

async function pixelAt(png: Buffer, left: number, top: number): Promise<number[]> {
  return [...(await sharp(png).extract({ left, top, width: 1, height: 1 }).raw().toBuffer())];
}

describe("Fig. 3 of a mined pool", () => {
  beforeAll(async () => {
    engine = await openTemporaryEngine();
    const faces = join(folder, "faces");
    await drawDemonstrationSet({ directory: faces, seed: 1, scale: 0.005 });
    await done(engine.request("data.import", { directory: faces, classes: null }));
    await engine.request("recipe.save", { recipe: { ...defaultPipelineRecipe, primitive } });
    await expect(written({ number: 3, columns: 8, values: "none" })).rejects.toThrow("found no mined pool");
    await done(engine.request("job.start", { kind: "primitive" }));
    await done(engine.request("job.start", { kind: "mine" }));
  });
  afterAll(() => engine.remove());

  const state = () => engine.request("project.state", {});

  it("has the selected of each class, nearest to its centroid first", async () => {
    const { poolId, selection } = await state();
    const { classes } = await engine.request("figure3.get", { poolId: poolId!, selection: selection!, columns: 3 });
    for (const { classIndex, total, rows } of classes) {
      const asked = { poolId: poolId!, selection: selection!, classIndex, order: "nearest" as const, from: 0, count: 3 };
      expect({ total, rows }).toEqual(await engine.request("mining.page", asked));
    }
    expect(classes.reduce((sum, { total }) => sum + total, 0)).toBeGreaterThan(5);
  });

  it("is a PNG of 300 dpi without a time in it, that says what it was made from", async () => {
    const { dataset, selection, primitiveRunId, poolId } = await state();
    const { png, width, height, colourType, dotsPerInch, texts, chunks, pictureCount, withheldCount } = await written({
      number: 3,
      columns: 5,
      values: "cosine",
    });
    expect(width).toBeLessThanOrEqual(2100);
    expect(width).toBeGreaterThan(2000);
    expect(height).toBeGreaterThan(1500);
    expect([colourType, dotsPerInch]).toEqual([2, 300]);
    expect(pictureCount).toBeGreaterThan(5);
    expect(withheldCount).toBe(0); // drawn faces are nobody's
    expect(texts).toMatchObject({ Title: "Fig. 3", Software: expect.stringMatching(/^OmniFER Workbench \d+\.\d+\.\d+$/) });
    expect(texts.Description).toContain(`margin of at least ${Number(selection!.delta.toFixed(6))}`);
    expect(texts).not.toHaveProperty("Disclaimer");
    expect(JSON.parse(texts.Comment!)).toMatchObject({
      figure: 3,
      dataSet: { id: dataset!.id, name: "faces", digest: dataset!.digest },
      run: { id: primitiveRunId, network: "compact" },
      seed: 1,
      pool: { id: poolId, imageCount: 30 },
      delta: selection!.delta,
      selection,
      versions: { workbench: expect.any(String), sharp: expect.any(String), tensorflow: expect.any(String) },
    });
    expect(chunks).not.toContain("tIME");
    expect((await written({ number: 3, columns: 5, values: "cosine" })).png.equals(png)).toBe(true);
  });

  it("goes into exports/ under a name of its content, and only from there to a browser", async () => {
    const figure = { number: 3, columns: 4, values: "none" } as const;
    const { file } = await engine.request("figure.export", { figure, override: false });
    expect(file).toMatch(/^figure-3-[0-9a-f]{10}\.png$/);
    expect((await engine.request("figure.export", { figure, override: false })).file).toBe(file);
    const { type, bytes } = await engine.request("exported.picture", { file });
    expect([type, Buffer.from(bytes).equals((await written(figure)).png)]).toEqual(["image/png", true]);
    await expect(engine.request("exported.picture", { file: "figure-3-0000000000.png" })).rejects.toThrow("There is no exported figure");
    await expect(engine.request("exported.picture", { file: "../project.sqlite" })).rejects.toThrow("exported.picture: file");
  });

  it("draws a picture that is gone as a tile with the reason", async () => {
    const { poolId, selection } = await state();
    const { classes } = await engine.request("figure3.get", { poolId: poolId!, selection: selection!, columns: 1 });
    const [first] = classes.find(({ total }) => total > 0)!.rows;
    await writeFile(join(folder, "faces", "images", first!.file), "");
    const { pictureCount, unreadableCount } = await written({ number: 3, columns: 1, values: "none" });
    expect([pictureCount, unreadableCount]).toEqual([classes.filter(({ total }) => total > 0).length - 1, 1]);
  });
});

describe("Fig. 2 of a project of several data sets", () => {
  const set = (name: string) => ({ directory: join(folder, name), reader: null, choices: {}, parts: null, meanings: {} });
  const compose = (test: string) =>
    done(engine.request("data.compose", { roles: { anchor: set("raf"), pool: set("pool"), test: set(test) }, align: [], classes: null }));
  const figure = () => engine.request("figure2.get", {});
  const fear = 3; // its row, as in the paper
  const disgustClass = 2; // in RAF-DB's order
  let brokenRow = -1;
  const cellOf = async (columnId: string, row = fear) => (await figure()).columns.find(({ id }) => id === columnId)!.cells[row]!;

  beforeAll(async () => {
    engine = await openTemporaryEngine();
    await writeRafDb({ directory: join(folder, "raf"), seed: 1, train: 3, test: 1 });
    await writeFer2013({ directory: join(folder, "fer"), seed: 2, train: 1, test: 1 });
    await writeClassFolders({ directory: join(folder, "pool"), seed: 3, layout: "pool", train: 1 });
    await compose("raf");
    await compose("fer");
    const { rows } = await engine.request("data.page", { split: "anchor", classIndex: disgustClass, from: 0, count: 1 });
    brokenRow = rows[0]!.row;
    await writeFile(join(folder, "raf", rows[0]!.file.slice("raf-db/".length).replace(/#.*/, "")), "no picture");
  });
  afterAll(() => engine.remove());

  it("collects each column over all data sets, every file once", async () => {
    const { classes, columns, others, problems } = await figure();
    expect(classes).toEqual(["neutral", "anger", "disgust", "fear", "happiness", "sadness", "surprise"]);
    const found = columns.map(({ id, title, cells }) => [id, title, cells[fear]?.count]);
    expect(found).toEqual([
      ["raf-db", "RAF-DB", 4], // three of both data sets' anchors, one of the first one's test set
      ["fer2013", "FER-2013", 1],
      ["mmi", "MMI", undefined],
      ["ck-plus", "CK+", undefined],
      ["jaffe", "JAFFE", undefined],
    ]);
    expect([others, problems]).toEqual([[], []]);
  });

  it("shows the first picture that can be read until somebody picks another, which can be undone", async () => {
    const asked = { columnId: "raf-db", className: "fear" };
    const { total, rows } = await engine.request("figure2.pictures", { ...asked, from: 0, count: 10 });
    expect(total).toBe(4);
    expect(await cellOf("raf-db")).toEqual({ picture: rows[0], isPicked: false, count: 4 });
    const { datasetId, row } = rows[2]!;
    const { undo } = await engine.request("figure2.pick", { ...asked, picture: { datasetId, row } });
    expect(undo).toBe("picture of fear in RAF-DB");
    expect(await cellOf("raf-db")).toEqual({ picture: rows[2], isPicked: true, count: 4 });
    await engine.request("project.undo", {});
    expect((await cellOf("raf-db")).picture).toEqual(rows[0]);
    await engine.request("project.redo", {});
    expect((await cellOf("raf-db")).isPicked).toBe(true);
    await engine.request("figure2.pick", { ...asked, picture: null });
    expect((await cellOf("raf-db")).isPicked).toBe(false);
  });

  it("refuses a picture of another cell, and a column that there is none of", async () => {
    const { rows } = await engine.request("figure2.pictures", { columnId: "raf-db", className: "anger", from: 0, count: 1 });
    const { datasetId, row } = rows[0]!;
    const pick = { columnId: "raf-db", className: "fear", picture: { datasetId, row } };
    await expect(engine.request("figure2.pick", pick)).rejects.toThrow("RAF-DB has no such picture of fear.");
    await expect(engine.request("figure2.columns", { added: ["expw"] })).rejects.toThrow("There is no other column expw.");
  });

  it("leaves out in the file what a licence does not let be shown, unless the user decides otherwise", async () => {
    const { sets } = await engine.request("figure.licences", { figure: { number: 2 } });
    expect(sets).toMatchObject([
      { title: "RAF-DB", pictureCount: 7, mayShowPictures: false },
      { title: "FER-2013", pictureCount: 7, mayShowPictures: false },
    ]);
    const closed = await written({ number: 2 });
    expect(closed).toMatchObject({ pictureCount: 0, withheldCount: 14 });
    expect(closed.texts.Disclaimer).toMatch(/^Pictures are left out\. RAF-DB/);
    expect(JSON.parse(closed.texts.Comment!)).toMatchObject({ figure: 2, override: false });
    const open = await written({ number: 2 }, true);
    expect(open).toMatchObject({ pictureCount: 14, withheldCount: 0 });
    expect(open.texts.Disclaimer).toMatch(/^Pictures are shown by a decision of the user\./);
    const [left, top] = [Math.round(open.width / 2), 200];
    expect(await pixelAt(closed.png, left, top)).not.toEqual(await pixelAt(open.png, left, top));
  });

  it("passes over a picture that cannot be read", async () => {
    const [broken, second] = (await engine.request("figure2.pictures", { columnId: "raf-db", className: "disgust", from: 0, count: 2 }))
      .rows;
    expect(broken!.row).toBe(brokenRow);
    expect(await cellOf("raf-db", 2)).toMatchObject({ picture: second, isPicked: false });
  });

  it("adds columns beside the paper's, and tells of a data set whose table is damaged", async () => {
    const [, older] = (await figure()).columns.flatMap(({ cells }) => cells.map(({ picture }) => picture!.datasetId)).sort();
    const faces = join(folder, "faces-2");
    await drawDemonstrationSet({ directory: faces, seed: 2, scale: 0.001 });
    await done(engine.request("data.import", { directory: faces, classes: null }));
    const { others } = await figure();
    expect(others).toMatchObject([{ title: "faces-2" }]);
    const { undo } = await engine.request("figure2.columns", { added: [others[0]!.id] });
    expect(undo).toBe("columns of Fig. 2");
    expect((await figure()).columns.map(({ title }) => title)).toEqual(["RAF-DB", "FER-2013", "MMI", "CK+", "JAFFE", "faces-2"]);

    await writeFile(join(engine.projectDirectory, "data", older!, "samples.parquet"), "no table");
    await done(engine.request("data.import", { directory: join(folder, "faces"), classes: null }));
    const { problems, columns } = await figure();
    expect(problems).toEqual([expect.stringMatching(/samples\.parquet: found a file that cannot be read/)]);
    expect(columns.map(({ cells }) => cells.length > 0)).toContain(true);
  });
});
