import { copyFile, mkdtemp, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { drawDemonstrationSet } from "../datasets/synthetic/draw-demonstration.ts";
import { defaultPipelineRecipe, withEpochs } from "../recipe.ts";
import { type OpenedEngine, openTemporaryEngine } from "./opened-engine.fixture.ts";

const recipe = { ...defaultPipelineRecipe, primitive: { ...withEpochs(defaultPipelineRecipe.primitive, 1), batchSize: 14 } };

let faces: string;
let engine: OpenedEngine;
const image = (name: string) => join(faces, "images", `${name}.jpg`);
beforeAll(async () => {
  faces = await mkdtemp(join(tmpdir(), "omnifer-faces-"));
  await drawDemonstrationSet({ directory: faces, seed: 1, scale: 0.001 });
  await copyFile(image("test-00000"), image("pool-00000"));
  await copyFile(image("test-00001"), image("anchor-00002"));
});
afterAll(() => rm(faces, { recursive: true }));
beforeEach(async () => {
  engine = await openTemporaryEngine();
  await engine.request("recipe.save", { recipe });
  await importFaces();
});
afterEach(() => engine.remove());

async function importFaces(): Promise<void> {
  await engine.ended((await engine.request("data.import", { directory: faces, classes: null })).jobId);
}
async function perform(kind: "primitive" | "mine" | "leave-out" | "check-data") {
  return engine.ended((await engine.request("job.start", { kind })).jobId);
}
const state = () => engine.request("project.state", {});
const files = async (split: "anchor" | "pool" | "test") =>
  (await engine.request("data.page", { split, classIndex: null, from: 0, count: 500 })).rows.map(({ file }) => file);

describe("leaving out what shows test faces again", () => {
  it("makes another data set the project's, which says what it was made without, and needs no new check", async () => {
    const before = (await state()).dataset!;
    expect(await perform("leave-out")).toMatchObject({ state: "done", title: "Leaving out test faces", fraction: 1 });
    const { dataset } = await state();
    expect(dataset).toMatchObject({
      name: `${before.name}, without 2 that show test faces again`,
      leftOut: { from: before.id, anchor: 1, pool: 1 },
      count: { anchor: 13, pool: 13, test: 14 },
    });
    expect(dataset!.digest).not.toBe(before.digest);
    expect(await files("anchor")).not.toContain("anchor-00002.jpg");
    expect(await files("pool")).not.toContain("pool-00000.jpg");
    const { report } = await engine.request("data.check", {});
    expect(report).toMatchObject({ datasetId: dataset!.id, pictures: { anchor: 13, pool: 13, test: 14 } });
    expect(report!.duplicates.pairs).toEqual([]);
  });

  it("lists each with the test face that it shows, both as pictures of the data set before", async () => {
    expect(await engine.request("data.left-out", {})).toEqual({ leftOut: null });
    const { id } = (await state()).dataset!;
    await perform("leave-out");
    const { leftOut } = await engine.request("data.left-out", {});
    expect(leftOut).toMatchObject({
      ...{ datasetId: id, total: 2 },
      pairs: [
        { picture: { file: "anchor-00002.jpg" }, known: { file: "test-00001.jpg" }, isExact: true },
        { picture: { file: "pool-00000.jpg" }, known: { file: "test-00000.jpg" }, isExact: true },
      ],
    });
  });

  it("trains and mines on what is left; taken back, the data set comes with what was made from it, and forth again", async () => {
    await perform("primitive");
    const whole = await state();
    await perform("leave-out");
    expect(await state()).toMatchObject({ primitiveRunId: null, poolId: null, steps: { primitive: "ready", mining: "waiting" } });
    await perform("primitive");
    expect(await perform("mine")).toMatchObject({ state: "done" });
    const left = await state();
    expect((await engine.request("mining.histograms", { poolId: left.poolId! })).poolCount).toBe(13);

    expect(await engine.request("data.take-back", {})).toMatchObject({ dataset: whole.dataset, primitiveRunId: whole.primitiveRunId });
    await expect(engine.request("data.take-back", {})).rejects.toThrow("Nothing was left out of this data set.");
    await perform("leave-out");
    expect(await state()).toMatchObject({ dataset: left.dataset, primitiveRunId: left.primitiveRunId, poolId: left.poolId });
  });

  it("is refused where nothing shows a test face again", async () => {
    await perform("leave-out");
    const left = await state();
    const again = await perform("leave-out");
    expect(again).toMatchObject({
      state: "failed",
      error: { message: expect.stringContaining("No picture of the anchor set or the pool") },
    });
    expect((await state()).dataset).toEqual(left.dataset);
  });

  it("takes nothing back under a job that works on what is left", async () => {
    await perform("leave-out");
    const { jobId } = await engine.request("job.start", { kind: "primitive" });
    await expect(engine.request("data.take-back", {})).rejects.toThrow("A job works on this data set.");
    expect(await engine.ended(jobId)).toMatchObject({ state: "done" });
  });

  it("is known again after its folder was written anew and imported again", async () => {
    await perform("leave-out");
    const left = await state();
    await utimes(image("anchor-00001"), new Date(), new Date());
    expect(await perform("primitive")).toMatchObject({
      state: "failed",
      error: { problem: { mend: expect.stringContaining("Import it again") } },
    });
    await importFaces();
    expect((await state()).dataset!.leftOut).toBeUndefined();
    await perform("leave-out");
    expect((await state()).dataset).toEqual(left.dataset);
    expect(await perform("primitive")).toMatchObject({ state: "done" });
  });
});
