// The stages of the pipeline as the engine carries them out: each is one task of compute and one entry of the store. A stage whose
// entry is finished is not done again; one that was cut short goes on in its own folder, from its checkpoint.
import { randomBytes } from "node:crypto";
import { promises } from "node:fs";
import { join } from "node:path";
import type { TaskEvent, TrainTask } from "../compute/protocol.ts";
import type { ProjectState, RunRole } from "../contract.ts";
import { collapseWarning } from "../mining/balance.ts";
import { chooseDelta } from "../mining/delta-choice.ts";
import type { PipelineMade, Stages } from "../pipeline.ts";
import { writeParquet } from "../project/parquet.ts";
import { readRunRecord, verifyRunFiles, writeRunRecord } from "../project/run-record.ts";
import type { RunStart } from "../project/runs.ts";
import type { Selection } from "../recipe.ts";
import { currentOf, type EngineContext, requireDataset, setCurrent } from "./context.ts";
import { foldCount, type StageName } from "./job-inputs.ts";

/** What a job lends to its stages. */
export interface StageContext {
  engine: EngineContext;
  /** What the job has made so far; `remember` stores it. */
  made: PipelineMade;
  remember(): void;
  /** Says which stage begins, and which run it trains, if any. */
  enter(stage: StageName, training: ProjectState["training"]): void;
  report(stage: StageName, done: number, total: number): void;
  signal: AbortSignal;
}

export const newId = (what: string): string => `${what}-${randomBytes(5).toString("hex")}`;

export function createStages(stage: StageContext): Stages {
  const { engine } = stage;
  const { store } = engine.project;
  return {
    async trainPrimitive(recipe) {
      const id = idOf(stage, "primitiveRunId", "run");
      await trainRun(stage, "primitive", recipe.primitive.epochs, {
        start: { ...runStart(engine, id, "primitive"), network: recipe.network, recipe: recipe.primitive, seed: recipe.seed },
        auxiliary: null,
        updatesPerEpoch: null,
      });
      return { primitiveRunId: id };
    },

    async minePool(recipe, primitiveRunId) {
      const id = idOf(stage, "poolId", "pool");
      const dataset = requireDataset(engine);
      const directory = engine.project.poolDirectory(id);
      if (!store.pools.get(id)) store.pools.begin({ id, datasetId: dataset.id, runId: primitiveRunId });
      if (store.pools.get(id)?.state !== "finished") {
        await promises.mkdir(directory, { recursive: true });
        const result = await engine.compute.run(
          {
            kind: "mine",
            poolDirectory: directory,
            dataset: locationOf(engine),
            classes: dataset.classes,
            network: recipe.network,
            weights: await weightsOf(engine, primitiveRunId),
            batchSize: recipe.primitive.batchSize,
          },
          progressOf(stage, "mine"),
          stage.signal,
        );
        store.pools.finish(id, result);
        setCurrent(engine, { poolId: id, calibrationId: null, vasRunId: null, controlRunId: null });
      }
      return { poolId: id };
    },

    async calibrate(recipe, poolId) {
      const id = idOf(stage, "calibrationId", "calibration");
      const dataset = requireDataset(engine);
      const directory = engine.project.calibrationDirectory(id);
      if (!store.calibrations.get(id)) store.calibrations.begin({ id, datasetId: dataset.id, poolId });
      if (store.calibrations.get(id)?.state !== "finished") {
        await promises.mkdir(directory, { recursive: true });
        const result = await engine.compute.run(
          {
            kind: "calibrate",
            directory,
            dataset: locationOf(engine),
            classes: dataset.classes,
            network: recipe.network,
            recipe: recipe.primitive,
            seed: recipe.seed,
            folds: foldCount,
          },
          progressOf(stage, "calibrate"),
          stage.signal,
        );
        store.calibrations.finish(id, result);
        setCurrent(engine, { calibrationId: id });
      }
      return { calibrationId: id };
    },

    async chooseSelection(poolId, rule, choice, capPerClass) {
      const selection = await selectionOf(engine, poolId, rule, choice, capPerClass);
      store.selections.set(poolId, selection);
      engine.changed();
      return selection;
    },

    async collapseOf(poolId, selection) {
      const pool = await engine.opened.pool(poolId);
      return collapseWarning((await pool.countsAt(selection)).countAt(selection).countByClass, requireDataset(engine).classes);
    },

    warn: ({ text }) => engine.emit("notice", { level: "warning", text }),

    async retrainWithSelection(recipe, poolId, selection) {
      const id = idOf(stage, "vasRunId", "run");
      const primitiveRunId = store.pools.get(poolId)!.runId;
      const auxiliary = join(engine.project.runDirectory(id), "auxiliary.parquet");
      await writeAuxiliary(engine, poolId, selection, auxiliary);
      await trainRun(stage, "vas", recipe.retraining.epochs, {
        start: {
          ...runStart(engine, id, "vas"),
          network: recipe.network,
          recipe: recipe.retraining,
          seed: recipe.seed,
          parentRunId: primitiveRunId,
          poolId,
          selection,
        },
        auxiliary,
        updatesPerEpoch: null,
      });
      return { vasRunId: id };
    },

    async retrainControl(recipe, vasRunId) {
      const id = idOf(stage, "controlRunId", "run");
      const vas = store.runs.get(vasRunId)!;
      await trainRun(stage, "control", recipe.retraining.epochs, {
        start: {
          ...runStart(engine, id, "control"),
          network: recipe.network,
          recipe: recipe.retraining,
          seed: recipe.seed,
          parentRunId: vas.parentRunId,
        },
        auxiliary: null,
        updatesPerEpoch: vas.result!.updates / recipe.retraining.epochs,
      });
      return { controlRunId: id };
    },
  };
}

/** The id of what a stage makes: the one that the job remembers from before a crash, or a new one that it remembers from now on. */
function idOf(stage: StageContext, key: "primitiveRunId" | "poolId" | "calibrationId" | "vasRunId" | "controlRunId", what: string): string {
  const known = stage.made[key];
  if (known !== undefined) return known;
  const id = newId(what);
  stage.made[key] = id;
  stage.remember();
  return id;
}

/** The selection that a choice means on a mined pool. */
export async function selectionOf(
  engine: EngineContext,
  poolId: string,
  rule: Selection["rule"],
  choice: Parameters<typeof chooseDelta>[0],
  capPerClass: number | null,
): Promise<Selection> {
  const pool = await engine.opened.pool(poolId);
  const { calibrationId } = currentOf(engine);
  const calibration = calibrationId === null ? null : (await engine.opened.calibration(calibrationId))[rule];
  return { rule, delta: chooseDelta(choice, await pool.counts(rule), calibration), deltaOfClass: [], capPerClass };
}

/** One training: begins or goes on with its run, finishes it, makes it the current one of its role. */
async function trainRun(
  stage: StageContext,
  role: RunRole,
  epochs: number,
  { start, auxiliary, updatesPerEpoch }: { start: RunStart } & Pick<TrainTask, "auxiliary" | "updatesPerEpoch">,
): Promise<void> {
  const { engine } = stage;
  const { runs } = engine.project.store;
  if (!runs.get(start.id)) runs.begin(start);
  if (runs.get(start.id)?.state === "finished") return;
  const runDirectory = engine.project.runDirectory(start.id);
  await promises.mkdir(runDirectory, { recursive: true });
  const onProgress = progressOf(stage, role, { runId: start.id, role, epochs });
  const { epochs: metrics, ...result } = await engine.compute.run(
    {
      kind: "train",
      role,
      runDirectory,
      dataset: locationOf(engine),
      classes: requireDataset(engine).classes,
      network: start.network,
      recipe: start.recipe,
      seed: start.seed,
      startWeights: start.parentRunId === null ? null : await weightsOf(engine, start.parentRunId),
      auxiliary,
      updatesPerEpoch,
    },
    (event) => {
      if (event.type !== "epoch") return onProgress(event);
      runs.addEpoch(start.id, event.metrics);
      engine.emit("epoch", { runId: start.id, role, epochs, metrics: event.metrics });
    },
    stage.signal,
  );
  await writeRunRecord(runDirectory, { start, result, epochs: metrics });
  runs.finish(start.id, result);
  if (role === "primitive") setCurrent(engine, { primitiveRunId: start.id });
  else if (role === "vas") setCurrent(engine, { vasRunId: start.id, controlRunId: null });
  else setCurrent(engine, { controlRunId: start.id });
}

function runStart(engine: EngineContext, id: string, role: RunRole) {
  const { id: datasetId, digest } = requireDataset(engine);
  return { id, role, datasetId, dataDigest: digest, parentRunId: null, poolId: null, selection: null };
}

async function writeAuxiliary(engine: EngineContext, poolId: string, selection: Selection, path: string): Promise<void> {
  const pool = await engine.opened.pool(poolId);
  const { rows, labels } = (await pool.index(selection.rule)).auxiliary(selection);
  await promises.mkdir(join(path, ".."), { recursive: true });
  await writeParquet(path, { row: "BIGINT", label: "SMALLINT" }, { row: rows, label: labels });
}

/** Weights of a finished run, checked against its record. @throws InputError when a file of the run has changed since it was written */
async function weightsOf(engine: EngineContext, runId: string): Promise<string> {
  const directory = engine.project.runDirectory(runId);
  await verifyRunFiles(directory, (await readRunRecord(directory)).record);
  return join(directory, "weights.safetensors");
}

function locationOf(engine: EngineContext) {
  const { id, imagesDirectory } = requireDataset(engine);
  return { datasetDirectory: engine.project.datasetDirectory(id), imagesDirectory };
}

/** Parts of a task that take its time; the others are over in a moment. */
const mainParts = new Set(["draw", "read", "train", "mine", "folds"]);

/** Hears a task's events as progress of a stage. */
export function progressOf(stage: StageContext, name: StageName, training: ProjectState["training"] = null): (event: TaskEvent) => void {
  stage.enter(name, training);
  return (event) => {
    if (event.type === "progress" && mainParts.has(event.phase)) stage.report(name, event.done, event.total);
    else if (event.type === "note") stage.engine.emit("notice", { level: "info", text: event.text });
  };
}
