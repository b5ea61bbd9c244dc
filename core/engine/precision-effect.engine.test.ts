import { rm } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hasBfloat16 } from "../tensor/bfloat16-support.ts";
import { type OpenedEngine, openTemporaryEngine } from "./opened-engine.fixture.ts";
import { drawFaces, shortRecipe } from "./small-work.fixture.ts";

let faces: string;
let engine: OpenedEngine;
beforeAll(async () => {
  faces = await drawFaces({ scale: 0.01 });
});
afterAll(() => rm(faces, { recursive: true }));
beforeEach(async () => {
  engine = await openTemporaryEngine();
  await engine.request("recipe.save", { recipe: shortRecipe });
  await engine.importFolder(faces);
});
afterEach(() => engine.remove());

const measured = async () => (await engine.request("mining.precision-effect", {})).effect;
const askedDeltas = () => engine.tasks.flatMap((task) => (task.kind === "precision-effect" ? [task.delta] : []));

describe("the effect of bfloat16 on mining", () => {
  it.skipIf(!hasBfloat16())("is measured of the current learner at the delta of the selection, and stays with the project", async () => {
    await engine.perform("primitive");
    expect(await measured()).toBeNull();
    await engine.perform("mine");
    const { primitiveRunId, poolId, selection } = await engine.request("project.state", {});
    await engine.request("selection.save", { poolId: poolId!, selection: { ...selection!, delta: 0.25 } });
    expect(await engine.perform("precision-effect")).toMatchObject({ state: "done", error: null, title: "Effect of bfloat16" });
    const effect = (await measured())!;
    expect(effect).toMatchObject({ runId: primitiveRunId, delta: 0.25, anchors: { count: 14 }, pool: { count: 60 } });
    expect(effect.pool.agreement).toBeGreaterThan(0.5);
    await engine.perform("primitive");
    expect(await measured()).toBeNull(); // another learner
  });

  it("is asked at the recipe's own delta before anything is mined, and at 0, which selects all, without one", async () => {
    await engine.perform("primitive");
    await engine.perform("precision-effect");
    await engine.request("recipe.save", { recipe: { ...shortRecipe, deltaChoice: { by: "delta", delta: 0.125 } } });
    await engine.perform("precision-effect");
    expect(askedDeltas()).toEqual([0, 0.125]);
  });

  it("needs a learner", async () => {
    await expect(engine.request("job.start", { kind: "precision-effect" })).rejects.toThrow("Train the primitive learner first.");
  });

  it.skipIf(hasBfloat16())("is refused where the machine lacks bfloat16, with the mend", async () => {
    await engine.perform("primitive");
    const { state, error } = await engine.perform("precision-effect");
    expect(state === "failed" && error!.problem?.mend).toContain("Choose float32");
    expect(await measured()).toBeNull();
  });
});
