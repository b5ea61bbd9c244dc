import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { basicExpressions } from "../classes.ts";
import { roleCounts } from "../datasets/compose-preview.ts";
import { sideOfRole } from "../datasets/fold-sides.ts";
import { writeCkPlus } from "../datasets/miniatures/ck-plus.ts";
import { writeClassFolders } from "../datasets/miniatures/class-folders.ts";
import { writeFer2013 } from "../datasets/miniatures/fer2013.ts";
import { writeRafDb } from "../datasets/miniatures/raf-db.ts";
import { sharp } from "../images/sharp.ts";
import { shortRecipe } from "./distilling.fixture.ts";
import { type OpenedEngine, openTemporaryEngine } from "./opened-engine.fixture.ts";

let folder: string;
let engine: OpenedEngine;
/** By the name of its folder. */
const idOf = new Map<string, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "omnifer-compose "));
  const at = (name: string) => join(folder, name);
  await writeRafDb({ directory: at("RAF-DB"), seed: 1, train: 2, test: 1 });
  await writeClassFolders({ directory: at("pool"), seed: 2, layout: "pool", train: 1 });
  await writeClassFolders({ directory: at("own"), seed: 3, train: 1, test: 1 });
  await writeFer2013({ directory: at("fer2013"), seed: 4, train: 1, test: 1 });
  await writeCkPlus({ directory: at("CK+"), seed: 5, hasTenFolds: true });
  const wall = sharp({ create: { width: 120, height: 80, channels: 3, background: "#889" } });
  await writeFile(at("own/test/neutral/wall.jpg"), await wall.jpeg().toBuffer());
  engine = await openTemporaryEngine();
  for (const name of ["RAF-DB", "pool", "own", "fer2013", "CK+"]) {
    const { jobId } = await engine.request("sets.add", { directory: at(name), reader: null, choices: {} });
    expect(await engine.ended(jobId)).toMatchObject({ state: "done", error: null });
    idOf.set(name, (await engine.request("job.made", { jobId })).setId!);
  }
});
afterAll(async () => {
  await engine.remove();
  await rm(folder, { recursive: true });
});

const of = (name: string, parts: string[], meanings: Record<string, string> = {}) => ({
  setId: idOf.get(name)!,
  choices: {},
  parts,
  meanings,
});

describe("a data set that a window puts together from known sets", () => {
  it("holds what was asked for, and says how turning its faces upright went", async () => {
    const roles = { anchor: of("RAF-DB", ["train"]), pool: of("pool", ["all"]), test: of("own", ["test"]) };
    const { jobId } = await engine.request("data.compose-sets", { ...roles, align: ["anchor", "test"], classes: null });
    expect(await engine.ended(jobId)).toMatchObject({ kind: "compose-dataset", state: "done", error: null });
    const { dataset } = await engine.request("project.state", {});
    expect(dataset).toMatchObject({ count: { anchor: 14, pool: 7, test: 8 }, alignment: { anchor: { pictures: 14, marked: 0 } } });
    expect(Object.keys(dataset!.alignment!)).toEqual(["anchor", "test"]);
    const { pictures, found } = dataset!.alignment!.test!;
    expect([pictures, found]).toEqual([8, 7]);
  });

  it("lists the faces that were not found, whole, and the points of those that were", async () => {
    const page = (show: "all" | "found" | "not-found", count = 60) =>
      engine.request("data.alignment", { split: "test", show, from: 0, count });
    const missed = await page("not-found");
    expect(missed).toMatchObject({ total: 1, rows: [{ file: "class-folders/test/neutral/wall.jpg", points: null }] });
    expect(missed.rows[0]!.size).toEqual({ width: 120, height: 80 });
    const found = await page("found", 2);
    expect(found.total).toBe(7);
    expect(found.rows).toHaveLength(2);
    const [{ points, size, datasetId, row }] = found.rows as [(typeof found.rows)[number]];
    expect(points).toHaveLength(10);
    for (const [index, value] of points!.entries()) expect(value).toBeLessThan(index % 2 === 0 ? size!.width : size!.height);
    expect((await page("all")).total).toBe(8);
    expect((await engine.request("data.alignment", { split: "pool", show: "all", from: 0, count: 9 })).total).toBe(0);

    const widthOf = async (form: "face" | "source") => {
      const { bytes } = await engine.request("picture", { datasetId, row, size: 1024, form });
      return (await sharp(bytes).metadata()).width;
    };
    expect([await widthOf("source"), size!.width]).toEqual([112, 112]);
    expect((await engine.request("picture", { datasetId, row, size: 1024, form: "face" })).bytes).not.toEqual(
      (await engine.request("picture", { datasetId, row, size: 1024, form: "source" })).bytes,
    );
  });

  it("has the two sides of a fold of CK+'s people, as they were counted at the look into its folder", async () => {
    const { sets } = await engine.request("sets.list", {});
    const { report, people } = sets.find(({ name }) => name === "CK+")!.readings[0]!;
    const fold = { protocol: "subject-ten-fold", index: 2 } as const;
    const side = (which: "train" | "test") => ({ ...of("CK+", ["all"]), fold: { ...fold, side: which } });
    const { jobId } = await engine.request("data.compose-sets", {
      ...{ anchor: side("train"), pool: of("pool", ["all"]), test: side("test") },
      ...{ align: [], classes: null },
    });
    expect(await engine.ended(jobId)).toMatchObject({ state: "done", error: null });
    const { dataset } = await engine.request("project.state", {});
    expect(dataset!.name).toBe("CK+ (fold 3 of 10) + Class folders");
    for (const role of ["anchor", "test"] as const) {
      const plan = { setId: "", report, people, parts: ["all"], fold: { ...fold, side: sideOfRole[role] }, meanings: {} };
      const { byClass } = roleCounts(role, plan, basicExpressions);
      expect(dataset!.countByClass[role]).toEqual(byClass);
    }
    expect(dataset!.count).toEqual({ anchor: 48, pool: 7, test: 8 });
  });

  it("is refused when a set is no longer known", async () => {
    const roles = { anchor: of("RAF-DB", ["train"]), pool: of("pool", ["all"]), test: { ...of("own", ["test"]), setId: "set-gone" } };
    await expect(engine.request("data.compose-sets", { ...roles, align: [], classes: null })).rejects.toMatchObject({ code: "not-found" });
  });

  it("is asked about across databases by a finished run", async () => {
    await engine.request("recipe.save", { recipe: shortRecipe });
    const { jobId: training } = await engine.request("job.start", { kind: "primitive" });
    expect(await engine.ended(training)).toMatchObject({ state: "done", error: null });
    const { primitiveRunId } = await engine.request("project.state", {});
    const test = of("fer2013", ["validation", "test"], { "0": "none" });
    const { jobId } = await engine.request("run.evaluate-set", { runId: primitiveRunId!, test, align: false });
    expect(await engine.ended(jobId)).toMatchObject({ kind: "evaluate", state: "done", error: null });
    const { evaluations } = await engine.request("evaluations.list", {});
    expect(evaluations).toMatchObject([{ runId: primitiveRunId, datasetName: "FER-2013" }]);
    expect(evaluations[0]!.confusion.map((row) => row.reduce((a, b) => a + b))).toEqual([2, 2, 2, 2, 2, 0, 2]);
  });
});
