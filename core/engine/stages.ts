// The stages of the pipeline as the engine carries them out: each is one task of compute and one entry of the store. A stage whose
// entry is finished is not done again; one that was cut short goes on in its own folder, from its checkpoint.
import { randomBytes } from "node:crypto";
import { promises } from "node:fs";
import { join } from "node:path";
import type { DatasetLocation, TaskEvent, TrainTask } from "../compute/protocol.ts";
import type { ProjectState } from "../contract/project-state.ts";
import type { RunRole } from "../contract/run-views.ts";
import { InputError } from "../errors.ts";
import { collapseWarning } from "../mining/balance.ts";
import { chooseDelta } from "../mining/delta-choice.ts";
import { usualSetup } from "../networks/network-setup.ts";
import type { PipelineMade, Stages } from "../pipeline.ts";
import type { DatasetRecord } from "../project/datasets.ts";
import { writeParquet } from "../project/parquet.ts";
import { readRunRecord, verifyRunFiles, writeRunRecord } from "../project/run-record.ts";
import type { Pretrained, RunStart } from "../project/runs.ts";
import { forEpochs, type PipelineRecipe, type Selection, type TrainingRecipe } from "../recipe.ts";
import { currentOf, type EngineContext, setCurrent } from "./context.ts";
import { heldWeights } from "./held-weights.ts";
import { foldCount, type StageName } from "./job-inputs.ts";

/** What a job has made so far, and of which data set. */
export interface JobMemo extends PipelineMade {
  datasetId?: string;
  weightsId?: string;
}

/** What a job lends to its stages. */
export interface StageContext {
  engine: EngineContext;
  /** What the job has made so far; `remember` stores it. */
  made: JobMemo;
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
      const { network, pretrained } = await beginningOf(stage, recipe);
      await requirePrecisions(stage, recipe);
      await trainRun(stage, "primitive", recipe.primitive.epochs, {
        start: { ...runStart(stage, id, "primitive"), network, pretrained, recipe: recipe.primitive, seed: recipe.seed },
        auxiliary: null,
        updatesPerEpoch: null,
      });
      return { primitiveRunId: id };
    },

    async minePool(recipe, primitiveRunId) {
      const id = idOf(stage, "poolId", "pool");
      const dataset = datasetOf(stage);
      const directory = engine.project.poolDirectory(id);
      if (!store.pools.get(id)) store.pools.begin({ id, datasetId: dataset.id, runId: primitiveRunId });
      if (store.pools.get(id)?.state !== "finished") {
        await promises.mkdir(directory, { recursive: true });
        const result = await engine.compute.run(
          {
            kind: "mine",
            poolDirectory: directory,
            dataset: locationOf(engine, datasetOf(stage)),
            classes: dataset.classes,
            network: store.runs.get(primitiveRunId)!.network,
            weights: await weightsOf(engine, primitiveRunId),
            batchSize: recipe.primitive.batchSize,
            precision: recipe.miningPrecision,
          },
          progressOf(stage, { mine: "mine" }),
          stage.signal,
        );
        setCurrent(engine, { poolId: id, calibrationId: null, vasRunId: null, controlRunId: null }, () => store.pools.finish(id, result));
      }
      return { poolId: id };
    },

    async calibrate(poolId) {
      const id = idOf(stage, "calibrationId", "calibration");
      const dataset = datasetOf(stage);
      // Folds of the learner that mined this pool: the recipe may have been edited since. They train as many epochs as went into its
      // weights, because a fold holds no validation split to choose one on.
      const pool = store.pools.get(poolId)!;
      const learner = store.runs.get(pool.runId)!;
      const { network, pretrained, seed } = learner;
      const epochs = learner.recipe.keptEpoch === "best" ? learner.result!.best!.epoch : store.runs.epochs(learner.id).length;
      const recipe: TrainingRecipe = { ...forEpochs(learner.recipe, epochs), keptEpoch: "last" };
      const directory = engine.project.calibrationDirectory(id);
      if (!store.calibrations.get(id)) store.calibrations.begin({ id, datasetId: dataset.id, poolId });
      if (store.calibrations.get(id)?.state !== "finished") {
        await promises.mkdir(directory, { recursive: true });
        const result = await engine.compute.run(
          {
            kind: "calibrate",
            directory,
            dataset: locationOf(engine, datasetOf(stage)),
            classes: dataset.classes,
            network,
            recipe,
            seed,
            startWeights: pretrained && pretrainedPath(engine, pretrained),
            folds: foldCount,
            precision: pool.result!.precision,
          },
          progressOf(stage, { folds: "calibrate" }),
          stage.signal,
        );
        setCurrent(engine, { calibrationId: id }, () => store.calibrations.finish(id, result));
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
      return collapseWarning((await pool.countsAt(selection)).countAt(selection).countByClass, datasetOf(stage).classes);
    },

    warn: ({ text, mends }) => engine.emit("notice", { level: "warning", text: [text, ...mends.map((mend) => mend.text)].join(" ") }),

    async retrainWithSelection(recipe, poolId, selection) {
      const id = idOf(stage, "vasRunId", "run");
      const primitiveRunId = store.pools.get(poolId)!.runId;
      const { network } = store.runs.get(primitiveRunId)!;
      const auxiliary = join(engine.project.runDirectory(id), "auxiliary.parquet");
      await writeAuxiliary(engine, poolId, selection, auxiliary);
      await trainRun(stage, "vas", recipe.retraining.epochs, {
        start: {
          ...runStart(stage, id, "vas"),
          network,
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
      // As many epochs and updates as the VAS run made, also where that one stopped early.
      const epochs = store.runs.epochs(vasRunId).length;
      await trainRun(stage, "control", epochs, {
        start: {
          ...runStart(stage, id, "control"),
          network: vas.network,
          recipe: forEpochs(recipe.retraining, epochs),
          seed: recipe.seed,
          parentRunId: vas.parentRunId,
        },
        auxiliary: null,
        updatesPerEpoch: vas.result!.updates / epochs,
      });
      return { controlRunId: id };
    },
  };
}

/** All that the later stages will ask for, before the first one trains. @throws InputError when the machine lacks a precision */
async function requirePrecisions({ engine, signal }: StageContext, { primitive, retraining, miningPrecision }: PipelineRecipe) {
  const precisions = [primitive.precision, miningPrecision, retraining.precision];
  if (precisions.every((precision) => precision === "float32")) return; // which every machine has
  await engine.compute.run({ kind: "require-precision", precisions }, () => undefined, signal);
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
  const calibration = (await calibrationOf(engine, poolId))?.[rule] ?? null;
  return { rule, delta: chooseDelta(choice, await pool.counts(rule), calibration), deltaOfClass: [], capPerClass };
}

/** Out-of-fold anchors of the learner that mined this pool; null where they were not asked for. */
export async function calibrationOf(engine: EngineContext, poolId: string) {
  const { calibrationId } = currentOf(engine);
  const isOfPool = calibrationId !== null && engine.project.store.calibrations.get(calibrationId)?.poolId === poolId;
  return isOfPool ? engine.opened.calibration(calibrationId) : null;
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
  const stageOfPhase: PhaseStages = role === "vas" ? { decode: "selected", train: role } : { train: role };
  const onProgress = progressOf(stage, stageOfPhase, { runId: start.id, role, epochs });
  const { epochs: metrics, ...result } = await engine.compute.run(
    {
      kind: "train",
      role,
      runDirectory,
      dataset: locationOf(engine, datasetOf(stage)),
      classes: datasetOf(stage).classes,
      network: start.network,
      recipe: start.recipe,
      seed: start.seed,
      startWeights: await startWeightsOf(engine, start),
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
  const current = {
    primitive: { primitiveRunId: start.id },
    vas: { vasRunId: start.id, controlRunId: null },
    control: { controlRunId: start.id },
  }[role];
  setCurrent(engine, current, () => runs.finish(start.id, result));
}

function runStart(stage: StageContext, id: string, role: RunRole) {
  const { id: datasetId, digest } = datasetOf(stage);
  return { id, role, datasetId, dataDigest: digest, parentRunId: null, pretrained: null, poolId: null, selection: null };
}

async function writeAuxiliary(engine: EngineContext, poolId: string, selection: Selection, path: string): Promise<void> {
  const pool = await engine.opened.pool(poolId);
  const { rows, labels } = (await pool.index(selection.rule)).auxiliary(selection);
  await promises.mkdir(join(path, ".."), { recursive: true });
  await writeParquet(path, { row: "BIGINT", label: "SMALLINT" }, { row: rows, label: labels });
}

/**
 * The network of a primitive learner, and the weights that it starts from.
 *
 * @throws InputError when the recipe names weights of another network, or none where it needs them
 */
async function beginningOf(stage: StageContext, recipe: PipelineRecipe): Promise<Pick<RunStart, "network" | "pretrained">> {
  const { network: name, inputSize, start } = recipe;
  if (start.from === "seed") return { network: usualSetup(name, inputSize), pretrained: null };
  const record = start.from === "weights" ? await heldWeights(stage.engine, start.weightsId, stage.signal) : undefined;
  if (record?.report.network !== name) {
    throw new InputError({
      file: "recipe",
      found: record ? `weights of ${record.report.network} (${record.name})` : "no weights to start from",
      expected: `pretrained weights of ${name}`,
      mend: "Import a file of its weights (docs/weights.md says which and where), or start from the seed.",
    });
  }
  return {
    network: { name, inputSize, normalisation: record.report.normalisation },
    pretrained: { weightsId: record.id, digest: record.digest },
  };
}

/** What a run starts from: the weights of its parent, pretrained ones, or its seed (null). */
async function startWeightsOf(engine: EngineContext, { parentRunId, pretrained }: RunStart): Promise<string | null> {
  if (parentRunId !== null) return weightsOf(engine, parentRunId);
  return pretrained && pretrainedPath(engine, pretrained);
}

const pretrainedPath = ({ project }: EngineContext, { weightsId }: Pretrained): string =>
  join(project.weightsDirectory(weightsId), "weights.safetensors");

/** Weights of a finished run, checked against its record. @throws InputError when a file of the run has changed since it was written */
export async function weightsOf(engine: EngineContext, runId: string): Promise<string> {
  const directory = engine.project.runDirectory(runId);
  await verifyRunFiles(directory, (await readRunRecord(directory)).record);
  return join(directory, "weights.safetensors");
}

/** The data set that the job was asked for. */
function datasetOf({ engine, made }: StageContext): DatasetRecord {
  return engine.project.store.datasets.get(made.datasetId ?? "")!;
}

export const locationOf = ({ project }: EngineContext, { id, imagesDirectory }: DatasetRecord): DatasetLocation => ({
  datasetDirectory: project.datasetDirectory(id),
  imagesDirectory,
});

/** Which stage a phase of a task is; phases that are over in a moment are none. */
type PhaseStages = Partial<Record<string, StageName>>;

/** Hears a task's events as progress of its stages; the last one is the work itself, and is entered at once. */
export function progressOf(
  stage: StageContext,
  stageOfPhase: PhaseStages,
  training: ProjectState["training"] = null,
): (event: TaskEvent) => void {
  const last = Object.values(stageOfPhase).at(-1)!;
  stage.enter(last, training);
  return (event) => {
    const name = event.type === "progress" ? stageOfPhase[event.phase] : undefined;
    if (event.type === "progress" && name) stage.report(name, event.done, event.total);
    else if (event.type === "note") stage.engine.emit("notice", { level: "info", text: event.text });
  };
}
