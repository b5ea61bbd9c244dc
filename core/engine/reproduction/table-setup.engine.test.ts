import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ImportWeightsResult } from "../../compute/protocol.ts";
import type { TablePage } from "../../contract/table-views.ts";
import { writeClassFolders } from "../../datasets/miniatures/class-folders.ts";
import { writeJaffe } from "../../datasets/miniatures/jaffe.ts";
import { writeRafDb } from "../../datasets/miniatures/raf-db.ts";
import { usualChoice } from "../../datasets/set-choice.ts";
import type { TableNumber } from "../../evaluation/paper/table.ts";
import type { ReproductionRecipe } from "../../reproduction/reproduction-recipe.ts";
import { tablePipeline } from "../../reproduction/table-pipeline.ts";
import { type OpenedEngine, openTemporaryEngine } from "../opened-engine.fixture.ts";

let folder: string;
let engine: OpenedEngine;
const place = (name: string) => join(folder, name);
const noPicture = async () => Buffer.from("no picture is opened");

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "omnifer-table-setup-"));
  for (const name of ["RAF-DB", "RAF-DB 2"]) await writeRafDb({ directory: place(name), seed: 1, train: 2, test: 1, draw: noPicture });
  await writeJaffe({ directory: place("jaffe"), seed: 2, draw: noPicture });
  await writeClassFolders({ directory: place("web-faces"), seed: 3, layout: "pool", train: 1, draw: noPicture });
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  engine = await openTemporaryEngine({ "import-weights": async () => vggFace });
});
afterEach(() => engine.remove());

/** What a file of VGG-Face comes to, without its 140 million numbers. */
const vggFace: ImportWeightsResult = {
  digest: "d1",
  sourceDigest: "d2",
  report: {
    ...{ network: "vgg-face", format: "pytorch", layout: "VGG-Face", tensors: [], unused: [], head: "from-seed", channelOrder: "rgb" },
    ...{ inputFrom: "table", normalisation: { unit: 255, mean: [0, 0, 0], deviation: [1, 1, 1] }, channelOrderCheck: null },
  },
};

/** @returns its id */
async function add(name: string): Promise<string> {
  const { jobId } = await engine.request("sets.add", { directory: place(name), reader: null, choices: {} });
  expect(await engine.ended(jobId)).toMatchObject({ state: "done" });
  return (await engine.request("sets.list", {})).sets[0]!.id;
}
/** @returns the id of the weights */
async function holdVggFace(): Promise<string> {
  const { jobId } = await engine.request("weights.import", { file: "/vgg.pth", network: null, channelOrder: null, normalisation: null });
  await engine.ended(jobId);
  return (await engine.request("project.state", {})).weights.find(({ network }) => network === "vgg-face")!.id;
}
const setup = async () => (await engine.request("project.state", {})).tables;
const page = async (table: TableNumber) => (await engine.request("tables.page", { table })).page;
const lackedBy = ({ groups }: TablePage, rowId: string) =>
  groups
    .flatMap(({ rows }) => rows)
    .find(({ id }) => id === rowId)!
    .missing.map(({ what }) => what);
/** The id of the row that is trained so, in Table 1. */
async function rowOf(method: RegExp): Promise<string> {
  const { groups } = await page(1);
  return groups.flatMap(({ rows }) => rows).find((row) => row.recipe !== null && method.test(row.method))!.id;
}

describe("what the paper's tables run with", () => {
  it("is what the project knows and holds, until somebody says otherwise", async () => {
    const rafId = await add("RAF-DB");
    await add("web-faces"); // could be anything, so it plays nothing by itself
    expect(await setup()).toMatchObject({
      isMiniature: false,
      sets: { rafdb: { setId: rafId, name: "RAF-DB" }, jaffe: null, pool: null },
      ...{ align: false, seedCount: 3, network: null, weights: { "vgg-face": null, resnet34: null } },
      settings: { inputSize: 224, epochs: 25, deltaChoice: { by: "share", share: 0.3 } },
    });
    const heldId = await holdVggFace();
    expect((await setup()).weights).toEqual({ "vgg-face": heldId, resnet34: null });
    expect((await page(1)).canRun).toBe(true); // the baseline needs no pool
  });

  it("decides at once what a row needs: any set can be the pool, and another network needs no file", async () => {
    await add("RAF-DB");
    const poolId = await add("web-faces");
    const das = await rowOf(/^DAS \+ VGG-F/);
    expect(lackedBy(await page(1), das)).toEqual(["an auxiliary pool", "weights of VGG-Face"]);
    const { undo } = await engine.request("tables.configure", { sets: { pool: poolId } });
    expect(undo).toBe("pool of the tables");
    expect(lackedBy(await page(1), das)).toEqual(["weights of VGG-Face"]);
    await engine.request("tables.configure", { network: "compact", settings: { inputSize: 16, epochs: 2 }, seedCount: 1 });
    expect(lackedBy(await page(1), das)).toEqual([]);
    expect(await setup()).toMatchObject({ network: "compact", seedCount: 1, settings: { inputSize: 16, epochs: 2, retrainingEpochs: 6 } });
    await engine.request("tables.configure", { sets: { pool: null } });
    expect(lackedBy(await page(1), das)).toEqual(["an auxiliary pool"]);
    for (const _ of ["pool", "network"]) await engine.request("project.undo", {});
    expect(lackedBy(await page(1), das)).toEqual(["weights of VGG-Face"]);
    expect(await setup()).toMatchObject({ network: null, seedCount: 3, settings: { inputSize: 224 } });
  });

  it("leaves out what somebody left out, however often it is found again", async () => {
    await add("RAF-DB");
    await engine.request("tables.configure", { sets: { rafdb: null }, weights: { "vgg-face": null } });
    const heldId = await holdVggFace();
    const laterId = await add("RAF-DB 2");
    expect(await setup()).toMatchObject({ sets: { rafdb: null }, weights: { "vgg-face": null } });
    await engine.request("tables.configure", { sets: { rafdb: laterId }, weights: { "vgg-face": heldId } });
    expect(await setup()).toMatchObject({ sets: { rafdb: { setId: laterId } }, weights: { "vgg-face": heldId } });
    await engine.request("weights.remove", { weightsId: heldId });
    expect((await setup()).weights["vgg-face"]).toBeNull();
  });

  it("takes no set for another one, and no weights for those of another network", async () => {
    const jaffeId = await add("jaffe");
    await expect(engine.request("tables.configure", { sets: { rafdb: jaffeId } })).rejects.toThrow("found JAFFE, expected RAF-DB");
    await expect(engine.request("tables.configure", { weights: { resnet34: "face-api" } })).rejects.toThrow("no such weights of ResNet-34");
    await engine.request("tables.configure", { network: "compact" });
    await expect(engine.request("tables.configure", { weights: { resnet34: null } })).rejects.toThrow("in its place");
  });

  it("keeps the set that a table was run with when another folder of it becomes known", async () => {
    const firstId = await add("RAF-DB");
    await holdVggFace();
    const { jobId } = await engine.request("tables.run", { table: 1, rowId: await rowOf(/^VGG-F/) });
    expect(await engine.ended(jobId)).toMatchObject({ state: "failed" }); // its pictures are none
    await add("RAF-DB 2");
    expect((await setup()).sets.rafdb).toEqual({ setId: firstId, name: "RAF-DB" });
  });

  it("is a whole miniature, or nothing of one: own data sets take its place together", async () => {
    const rafId = await add("RAF-DB");
    const miniature: ReproductionRecipe = {
      sets: { rafdb: usualChoice(place("drawn")), pool: usualChoice(place("drawn pool")) },
      recipes: { "vgg-face": tablePipeline("compact", { from: "seed" }), resnet34: tablePipeline("compact", { from: "seed" }) },
      ...{ align: false, leftOut: [], seeds: [1], isMiniature: true },
    };
    const { jobId } = await engine.request("tables.reproduce", { tables: [1], recipe: miniature });
    expect(await engine.ended(jobId)).toMatchObject({ state: "failed" }); // it was never drawn
    expect(await setup()).toMatchObject({ isMiniature: true, sets: { rafdb: { setId: null, name: "drawn" } }, seedCount: 1 });
    expect(await page(1)).toMatchObject({ isMiniature: true, canRun: true });
    expect((await engine.request("tables.recipe", {})).recipe).toMatchObject({ isMiniature: false, seeds: [1, 2, 3] });

    const left = await engine.request("tables.configure", {});
    expect(left.undo).toBe("own data sets of the tables");
    expect(left.tables).toMatchObject({ isMiniature: false, sets: { rafdb: { setId: rafId }, pool: null }, network: null, seedCount: 3 });
    expect((await engine.request("project.undo", {})).tables).toMatchObject({ isMiniature: true, sets: { pool: { name: "drawn pool" } } });
  });
});
