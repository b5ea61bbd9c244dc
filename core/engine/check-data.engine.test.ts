import { copyFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type OpenedEngine, openTemporaryEngine, type StandIns } from "./opened-engine.fixture.ts";
import { drawFaces, shortRecipe } from "./small-work.fixture.ts";

let faces: string;
let engine: OpenedEngine;
beforeAll(async () => {
  faces = await drawFaces();
  await copyFile(join(faces, "images", "test-00000.jpg"), join(faces, "images", "pool-00000.jpg"));
});
afterAll(() => rm(faces, { recursive: true }));
afterEach(() => engine.remove());

async function open(standIns: StandIns = {}): Promise<void> {
  engine = await openTemporaryEngine(standIns);
  await engine.request("recipe.save", { recipe: shortRecipe });
  await engine.importFolder(faces);
}

const report = async () => (await engine.request("data.check", {})).report;
const doubtful = () => engine.request("data.doubtful-labels", {});

describe("the check of the project's data", () => {
  beforeEach(() => open());

  it("is there once it was asked for, names a copied test face, and leaves data set and results as they are", async () => {
    expect(await report()).toBeNull();
    const before = await engine.request("project.state", {});
    expect(await engine.perform("check-data")).toMatchObject({ state: "done", error: null, title: "Check of the data", fraction: 1 });
    const { dataset, undo, primitiveRunId } = await engine.request("project.state", {});
    expect({ dataset, undo, primitiveRunId }).toEqual({ dataset: before.dataset, undo: before.undo, primitiveRunId: null });
    const found = (await report())!;
    expect(found.datasetId).toBe(dataset!.id);
    expect(found.duplicates.pairs).toMatchObject([
      { picture: { file: "pool-00000.jpg" }, known: { file: "test-00000.jpg" }, isExact: true },
    ]);
  });

  it("asks for a mined pool, then for out-of-fold anchors, and finds doubtful labels with them", async () => {
    expect(await doubtful()).toEqual({ needs: "pool", found: null });
    await engine.perform("primitive");
    await engine.perform("mine");
    expect(await doubtful()).toEqual({ needs: "calibration", found: null });
    await engine.perform("calibrate");
    const { needs, found } = await doubtful();
    expect(needs).toBe("nothing");
    expect(found).toMatchObject({ anchorCount: 14, folds: 5, personDisjoint: true });
    expect(found!.rows.length).toBe(found!.total);
    for (const { file, label, suggested } of found!.rows) {
      expect(file).toMatch(/^anchor-/);
      expect(suggested).not.toBe(label);
    }
  });
});

it("asks for out-of-fold anchors again where an older version kept no probabilities", async () => {
  const older = { rowCount: 14, hasProbabilities: false, folds: 5, personDisjoint: true };
  const cost = { wallSeconds: 1, cpuSeconds: 1, imagesSeen: 1, imagesPerSecond: 1, peakBytes: 1 };
  await open({ calibrate: async () => ({ ...older, cost }) });
  await engine.perform("primitive");
  await engine.perform("mine");
  await engine.perform("calibrate");
  expect(await doubtful()).toEqual({ needs: "calibration-again", found: null });
});
