// The stages of the pipeline as the engine carries them out: each is one task of compute and one entry of the store. A stage whose
// entry is finished is not done again; one that was cut short goes on in its own folder, from its checkpoint.
import { promises } from "node:fs";
import { join } from "node:path";
import { InputError } from "../errors.ts";
import { collapseWarning } from "../mining/balance.ts";
import { chooseDelta } from "../mining/delta-choice.ts";
import { usualSetup } from "../networks/network-setup.ts";
import type { Stages } from "../pipeline.ts";
import type { RunStart } from "../project/runs.ts";
import { forEpochs, type PipelineRecipe, type Selection, type TrainingRecipe } from "../recipe.ts";
import { compareDistilled } from "./compare-distilled.ts";
import { currentOf, type EngineContext } from "./context.ts";
import { distilSource } from "./distil-source.ts";
import { heldWeights } from "./held-weights.ts";
import { foldCount } from "./job-inputs.ts";
import { datasetOf, finishStage, idOf, locationOf, progressOf, type StageContext } from "./stage-context.ts";
import { pretrainedPath, runStart, trainRun, weightsOf } from "./train-run.ts";
import { writeAuxiliary } from "./write-auxiliary.ts";

export function createStages(stage: StageContext): Stages {
  const { engine } = stage;
  const { store } = engine.project;
  return {
    async trainPrimitive(recipe) {
      const id = idOf(stage, "primitiveRunId", "run");
      const { network, pretrained } = await beginningOf(stage, recipe);
      await requirePrecisions(stage, recipe);
      const { primitive, seed } = recipe;
      await trainRun(stage, { ...runStart(stage, id, "primitive"), network, pretrained, recipe: primitive, seed });
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
        const replaced = { poolId: id, calibrationId: null, vasRunId: null, controlRunId: null };
        finishStage(stage, replaced, () => store.pools.finish(id, result));
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
        finishStage(stage, { calibrationId: id }, () => store.calibrations.finish(id, result));
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
      await writeAuxiliary(engine, poolId, selection, auxiliary, datasetOf(stage).id);
      const { retraining, seed } = recipe;
      const start = { ...runStart(stage, id, "vas"), network, recipe: retraining, seed, parentRunId: primitiveRunId, poolId, selection };
      await trainRun(stage, start, { auxiliary });
      return { vasRunId: id };
    },

    async retrainControl(recipe, vasRunId) {
      const id = idOf(stage, "controlRunId", "run");
      const vas = store.runs.get(vasRunId)!;
      // As many epochs and updates as the VAS run made, also where that one stopped early.
      const epochs = store.runs.epochs(vasRunId).length;
      const { network, parentRunId } = vas;
      const start = {
        ...runStart(stage, id, "control"),
        network,
        recipe: forEpochs(recipe.retraining, epochs),
        seed: recipe.seed,
        parentRunId,
      };
      await trainRun(stage, start, { updatesPerEpoch: vas.result!.updates / epochs });
      return { controlRunId: id };
    },

    async distil(recipe, source) {
      return distilSource(stage, recipe, source);
    },

    async retrainDistilled(recipe, distillationId) {
      const { runId } = store.distillations.get(distillationId)!;
      await compareDistilled(stage, recipe, { distillationId, primitiveRunId: runId! });
    },
  };
}

/** All that the later stages will ask for, before the first one trains. @throws InputError when the machine lacks a precision */
async function requirePrecisions({ engine, signal }: StageContext, { primitive, retraining, miningPrecision }: PipelineRecipe) {
  const precisions = [primitive.precision, miningPrecision, retraining.precision];
  if (precisions.every((precision) => precision === "float32")) return; // which every machine has
  await engine.compute.run({ kind: "require-precision", precisions }, () => undefined, signal);
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
