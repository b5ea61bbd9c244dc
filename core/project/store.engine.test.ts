import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dasArms, defaultDasRecipe } from "../distillation/das-recipe.ts";
import { defaultDistillationRecipe } from "../distillation/distillation-recipe.ts";
import { dataCheck } from "../hygiene/data-check.fixture.ts";
import { JobQueue } from "../jobs/queue.ts";
import { defaultPipelineRecipe, type Selection } from "../recipe.ts";
import { createDatabase } from "./database.ts";
import { finishedResult, firstEpoch, runStart } from "./run.fixture.ts";
import { Sql } from "./sql.ts";
import { openStore, type Store } from "./store.ts";

let folder: string;
let path: string;
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "store-"));
  path = join(folder, "project.sqlite");
  await createDatabase(path);
  store = await openStore(path);
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function reopen(): Promise<void> {
  await store.close();
  store = await openStore(path);
}

/** Puts a text that no version of ours wrote into a column. */
async function spoil(statement: string): Promise<void> {
  await store.close();
  const sql = new Sql(path);
  sql.script(statement);
  sql.close();
  store = await openStore(path);
}

const seeded = (seed: number) => ({ ...defaultPipelineRecipe, seed });
const selectionAt = (delta: number): Selection => ({
  rule: "margin",
  delta,
  deltaOfClass: [null, 0.5],
  capPerClass: null,
  agreement: false,
});

describe("settings", () => {
  it("are there after the project was closed, and absent before they were set", async () => {
    expect(store.settings.get("recipe")).toBeUndefined();
    store.settings.set("recipe", seeded(7));
    await reopen();
    expect(store.settings.get("recipe")).toEqual(seeded(7));
  });

  it("refuse what is no value of theirs", () => {
    expect(() => store.settings.set("recipe", seeded(-1))).toThrow();
    expect(store.settings.get("recipe")).toBeUndefined();
  });

  it.each(["not JSON", '{"network":"unheard-of"}'])("that were spoilt (%s) name the file and a mend", async (text) => {
    store.settings.set("recipe", seeded(7));
    await spoil(`UPDATE settings SET value = '${text}'`);
    expect(() => store.settings.get("recipe")).toThrow(`${path}: found a setting "recipe" that cannot be understood`);
  });
});

describe("undo and redo", () => {
  it("take settings and selections back and forth, in the words of the change", () => {
    store.selections.set("pool-1", selectionAt(0.25));
    store.history.changeSetting("Seed 3", "recipe", seeded(3));
    store.history.changeSelection("Delta 0.5", "pool-1", selectionAt(0.5));
    expect([store.history.undoTitle, store.history.redoTitle]).toEqual(["Delta 0.5", null]);

    expect(store.history.undo()).toBe("Delta 0.5");
    expect(store.selections.get("pool-1")).toEqual(selectionAt(0.25));
    expect([store.history.undoTitle, store.history.redoTitle]).toEqual(["Seed 3", "Delta 0.5"]);

    expect(store.history.undo()).toBe("Seed 3");
    expect(store.settings.get("recipe")).toBeUndefined();
    expect(store.history.undo()).toBeNull();

    expect(store.history.redo()).toBe("Seed 3");
    expect(store.settings.get("recipe")).toEqual(seeded(3));
    expect(store.history.redo()).toBe("Delta 0.5");
    expect(store.selections.get("pool-1")).toEqual(selectionAt(0.5));
    expect(store.history.redo()).toBeNull();
  });

  it("outlive the program", async () => {
    store.history.changeSetting("Seed 3", "recipe", seeded(3));
    store.history.changeSetting("Seed 5", "recipe", seeded(5));
    store.history.undo();
    await reopen();
    expect([store.history.undoTitle, store.history.redoTitle]).toEqual(["Seed 3", "Seed 5"]);
    store.history.redo();
    expect(store.settings.get("recipe")?.seed).toBe(5);
  });

  it("do not count a change to the same value", () => {
    store.history.changeSetting("Seed 3", "recipe", seeded(3));
    store.history.undo();
    store.history.redo();
    store.history.changeSetting("Seed 3 again", "recipe", seeded(3));
    expect(store.history.undoTitle).toBe("Seed 3");
  });

  it("keep the latest 500 changes", () => {
    let undone = 0;
    store.transaction(() => {
      for (let seed = 0; seed < 503; seed++) store.history.changeSetting(`Seed ${seed}`, "recipe", seeded(seed));
      while (store.history.undo() !== null) undone++;
    });
    expect(undone).toBe(500);
    expect(store.settings.get("recipe")?.seed).toBe(2);
  });

  it("do what a list of values and a place in it does, for any sequence of changes", () => {
    const step = fc.oneof(fc.nat(3), fc.constant("undo"), fc.constant("redo"));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        while (store.history.undo() !== null);
        store.settings.set("recipe", seeded(100));
        let values = [100];
        let place = 0;
        for (const next of steps) {
          if (next === "undo") {
            store.history.undo();
            place = Math.max(0, place - 1);
          } else if (next === "redo") {
            // The steps undone before this sequence lie behind the first change only.
            if (values.length === 1) continue;
            store.history.redo();
            place = Math.min(values.length - 1, place + 1);
          } else if (next !== values[place]) {
            store.history.changeSetting(`Seed ${next}`, "recipe", seeded(Number(next)));
            values = [...values.slice(0, place + 1), Number(next)];
            place++;
          }
          expect(store.settings.get("recipe")?.seed).toBe(values[place]);
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe("runs", () => {
  it("keep what they were asked, their epochs in order, and their result", async () => {
    store.runs.begin(runStart);
    store.runs.addEpoch("run-1", { ...firstEpoch, epoch: 2, trainLoss: 1 });
    store.runs.addEpoch("run-1", firstEpoch);
    store.runs.addEpoch("run-1", { ...firstEpoch, epoch: 2, trainLoss: 0.5 }); // told again after a resume
    expect(store.runs.get("run-1")).toMatchObject({ ...runStart, state: "training", result: null });
    store.runs.finish("run-1", finishedResult);
    await reopen();
    expect(store.runs.get("run-1")).toMatchObject({ ...runStart, state: "finished", result: finishedResult });
    expect(store.runs.epochs("run-1")).toEqual([firstEpoch, { ...firstEpoch, epoch: 2, trainLoss: 0.5 }]);
    expect(store.runs.get("run-9")).toBeUndefined();
  });

  it("never change once they are finished", () => {
    store.runs.begin(runStart);
    store.runs.finish("run-1", finishedResult);
    expect(() => store.runs.finish("run-1", finishedResult)).toThrow("Run run-1 is finished and never changes.");
    expect(() => store.runs.addEpoch("run-1", firstEpoch)).toThrow("Run run-1 is finished and never changes.");
  });

  it("know their place in a comparison of distilled images", async () => {
    const [das] = dasArms("distillation-1", defaultDasRecipe);
    store.runs.begin({ ...runStart, role: "das-control", das: das! });
    await reopen();
    expect(store.runs.get("run-1")).toMatchObject({ role: "das-control", das });
  });

  it("that do not exist cannot be finished", () => {
    expect(() => store.runs.finish("run-9", finishedResult)).toThrow(expect.objectContaining({ code: "not-found" }));
  });

  it("are listed newest first", () => {
    for (const id of ["run-1", "run-2", "run-3"]) store.runs.begin({ ...runStart, id });
    expect(store.runs.all().map(({ id }) => id)).toEqual(["run-3", "run-2", "run-1"]);
  });
});

describe("pools and calibrations", () => {
  it("are begun from something and finished once", async () => {
    const result = {
      rowCount: 5998,
      skipped: [{ row: 3, file: "a.png", reason: "cut off" }],
      skippedCount: 2,
      precision: "bfloat16" as const,
      centroids: { anchors: "correct-anchors" as const, features: "raw" as const },
      withoutRight: [1],
      cost: finishedResult.cost,
      backend: finishedResult.backend,
    };
    store.pools.begin({ id: "pool-1", datasetId: "data-1", runId: "run-1" });
    expect(store.pools.get("pool-1")).toMatchObject({ id: "pool-1", datasetId: "data-1", runId: "run-1", state: "begun", result: null });
    store.pools.finish("pool-1", result);
    await reopen();
    expect(store.pools.get("pool-1")).toMatchObject({ state: "finished", result });
    expect(() => store.pools.finish("pool-1", result)).toThrow("pool-1 is finished and never changes.");
  });

  it("are two tables", () => {
    store.calibrations.begin({ id: "calibration-1", datasetId: "data-1", poolId: "pool-1" });
    store.calibrations.finish("calibration-1", {
      hasProbabilities: true,
      rowCount: 700,
      folds: 5,
      personDisjoint: true,
      cost: finishedResult.cost,
    });
    expect(store.calibrations.get("calibration-1")).toMatchObject({ poolId: "pool-1", result: { folds: 5 } });
    expect(store.pools.get("calibration-1")).toBeUndefined();
    expect(() => store.pools.finish("calibration-1", null as never)).toThrow(expect.objectContaining({ code: "not-found" }));
  });
});

describe("checks of data sets", () => {
  it("are one a data set, the latest", async () => {
    expect(store.dataChecks.get("data-1")).toBeUndefined();
    store.dataChecks.set("data-1", dataCheck({ pictures: { anchor: 1, pool: 2, test: 3 } }));
    store.dataChecks.set("data-1", dataCheck({ pictures: { anchor: 4, pool: 5, test: 6 } }));
    await reopen();
    expect(store.dataChecks.get("data-1")?.check.pictures).toEqual({ anchor: 4, pool: 5, test: 6 });
    expect(store.dataChecks.get("data-2")).toBeUndefined();
  });
});

describe("data sets", () => {
  const record = {
    id: "data-1",
    name: "Faces",
    isDemonstration: true,
    countByClass: { anchor: [3, 4], pool: [0, 0], test: [1, 1] },
    count: { anchor: 7, pool: 60, test: 2 },
    hasGroups: false,
    digest: "d0",
    classes: ["happiness", "neutral"],
    roots: { "": "/faces/images" },
  };

  it("keep where an import has found them again, under which licence, and nothing else of it", async () => {
    store.datasets.add(record);
    const licences = { "raf-db": { title: "RAF-DB", terms: "For research.", show: "no", passOn: "no" } } as const;
    store.datasets.importAgain("data-1", { roots: { "raf-db": "/data/RAF-DB" }, licences, stamp: "s1" });
    await reopen();
    expect(store.datasets.get("data-1")).toEqual({ ...record, roots: { "raf-db": "/data/RAF-DB" }, licences, stamp: "s1" });
  });

  it("are kept as import found them", async () => {
    store.datasets.add(record);
    await reopen();
    expect(store.datasets.get("data-1")).toEqual(record);
  });
});

describe("known sets", () => {
  const report = {
    ...{
      reader: "jaffe" as const,
      title: "JAFFE",
      layout: "its names",
      digest: "d0",
      count: 3,
      parts: ["all"],
      classes: [],
      unlabelled: [0],
    },
    ...{ licence: { terms: "Ask.", show: "some" as const, passOn: "no" as const }, subjects: 2, sequences: 0, leftOut: [], notes: [] },
    labels: [{ label: "HA", means: "happiness", from: "set" as const, counts: [3] }],
  };
  const jaffe = { id: "set-1", directory: "/jaffe", reader: "jaffe" as const, others: [], readings: [{ choices: {}, report }] };

  it("keep their place in the list when they are read again, and go when they are removed", async () => {
    store.knownSets.put(jaffe);
    store.knownSets.put({ ...jaffe, id: "set-2", directory: "/more" });
    store.knownSets.put({ ...jaffe, directory: "/moved" });
    await reopen();
    expect(store.knownSets.all().map(({ id, directory }) => [id, directory])).toEqual([
      ["set-2", "/more"],
      ["set-1", "/moved"],
    ]);
    expect(store.knownSets.get("set-1")).toEqual({ ...jaffe, directory: "/moved" });
    store.knownSets.remove("set-1");
    expect(store.knownSets.get("set-1")).toBeUndefined();
  });

  it("are refused without what was found in them", () => {
    expect(() => store.knownSets.put({ ...jaffe, readings: [] })).toThrow();
  });
});

describe("several changes at once", () => {
  it("are all made or none", () => {
    const work = () =>
      store.transaction(() => {
        store.settings.set("name", "New name");
        store.runs.finish("run-9", finishedResult);
      });
    expect(work).toThrow(expect.objectContaining({ code: "not-found" }));
    expect(store.settings.get("name")).toBeUndefined();
  });
});

describe("distillations in the store", () => {
  const epoch = { epoch: 10, iterations: 40, loss: 0.4, stepSizes: [0.001], isCheckpoint: true, secondsPerIteration: 0.2 };
  const from = { datasetId: "data-1", runId: "run-1", poolId: null, selection: null, network: runStart.network, seed: 7 };

  it("keep their epochs in order, the last telling of each, and a result that never changes", async () => {
    const begun = { ...from, id: "distillation-1", origin: "anchor" as const, name: "Faces", recipe: defaultDistillationRecipe };
    store.distillations.begin(begun);
    for (const told of [epoch, { ...epoch, epoch: 0, loss: null }, { ...epoch, loss: 0.3 }]) store.distillationEpochs.add(begun.id, told);
    await reopen();
    expect(store.distillations.get(begun.id)).toMatchObject({ ...begun, state: "begun", result: null });
    expect(store.distillationEpochs.of(begun.id).map(({ epoch, loss }) => [epoch, loss])).toEqual([
      [0, null],
      [10, 0.3],
    ]);
    const untold = { losses: null, missingClasses: [], iterations: null, cost: null, backend: null };
    const result = { ...untold, digest: "d1", gradientSteps: 1, repeats: 3, labels: [0, 1], stepSizes: [0.1], checkpoints: [0, 10] };
    store.distillations.finish(begun.id, result);
    await reopen();
    expect(store.distillations.get(begun.id)).toMatchObject({ state: "finished", result });
    expect(() => store.distillations.finish(begun.id, result)).toThrow("finished and never changes");
  });
});

describe("jobs in the store", () => {
  it("go on after the program was killed, from what they remembered", async () => {
    const phases = () => [{ name: "mine", words: "Mining the pool", share: 1 }];
    const crashing = new JobQueue({
      jobs: store.jobs,
      phasesOf: phases,
      onChange: () => {},
      run: (_, { report, remember }) => {
        report("mine", 1, 2);
        remember({ poolId: "pool-3" });
        return new Promise(() => {}); // never heard of again
      },
    });
    const id = crashing.start({ kind: "mine", title: "Mining", input: { seed: 7 } });
    await reopen();
    const memos: unknown[] = [];
    const queue = new JobQueue({
      jobs: store.jobs,
      phasesOf: phases,
      onChange: () => {},
      run: async ({ memo, input }) => void memos.push(memo, input),
    });
    expect(queue.views()).toMatchObject([
      { id, kind: "mine", title: "Mining", state: "interrupted", phase: "Mining the pool", canResume: true },
    ]);
    queue.resume(id);
    await expect.poll(() => queue.views()[0]).toMatchObject({ state: "done", fraction: 1 });
    expect(memos).toEqual([{ poolId: "pool-3" }, { seed: 7 }]);
    await reopen();
    expect(store.jobs.get(id)).toMatchObject({ state: "done", error: null });
  });

  it("keep the reason of their failure", async () => {
    const queue = new JobQueue({
      jobs: store.jobs,
      phasesOf: () => [],
      onChange: () => {},
      run: async () => {
        throw Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
      },
    });
    const id = queue.start({ kind: "mine", title: "Mining", input: {} });
    await expect.poll(() => queue.views()[0]?.state).toBe("failed");
    await reopen();
    expect(store.jobs.get(id)).toMatchObject({ state: "failed", error: { code: "disk-full" } });
  });
});
