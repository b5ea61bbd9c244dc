// The stages of the pipeline as the engine carries them out: each is one task of compute and one entry of the store. A stage whose
// entry is finished is not done again; one that was cut short goes on in its own folder, from its checkpoint.
import { promises } from "node:fs";
import { join } from "node:path";
import { InputError } from "../errors.ts";
import { collapseWarning } from "../mining/balance.ts";
import { usualSetup } from "../networks/network-setup.ts";
import type { Stages } from "../pipeline.ts";
import type { RunStart } from "../project/runs.ts";
import { forEpochs, type PipelineRecipe, type TrainingRecipe } from "../recipe.ts";
import { compareDistilled } from "./compare-distilled.ts";
import { distilSource } from "./distil-source.ts";
import { heldWeights } from "./held-weights.ts";
import { isSame } from "./is-same.ts";
import { foldCount } from "./job-inputs.ts";
import { keptEpochs, primitiveOf } from "./lineage.ts";
import { calibrationIdOf, selectionOf } from "./selection-of.ts";
import { datasetOf, idOf, locationOf, progressOf, type StageContext, showAs } from "./stage-context.ts";
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

    async minePool({ primitive, miningPrecision: precision, centroids }, learnerRunId) {
      const dataset = datasetOf(stage);
      const asked = { runId: learnerRunId, datasetId: dataset.id, precision, centroids };
      const isAsked = ({ runId, datasetId, result }: ReturnType<typeof store.pools.all>[number]) =>
        isSame({ runId, datasetId, precision: result?.precision, centroids: result?.centroids }, asked);
      const id = idOf(stage, "poolId", "pool", () => store.pools.all().find(isAsked)?.id);
      const directory = engine.project.poolDirectory(id);
      if (!store.pools.get(id)) store.pools.begin({ id, datasetId: dataset.id, runId: learnerRunId });
      if (store.pools.get(id)?.state !== "finished") {
        await promises.mkdir(directory, { recursive: true });
        const result = await engine.compute.run(
          {
            kind: "mine",
            poolDirectory: directory,
            dataset: locationOf(engine, dataset),
            classes: dataset.classes,
            network: store.runs.get(learnerRunId)!.network,
            weights: await weightsOf(engine, learnerRunId),
            batchSize: primitive.batchSize,
            precision,
            centroids,
          },
          progressOf(stage, { mine: "mine" }),
          stage.signal,
        );
        showAs(stage, { poolId: id, calibrationId: null, vasRunId: null, controlRunId: null }, () => store.pools.finish(id, result));
      }
      return { poolId: id };
    },

    async calibrate(poolId) {
      const known = stage.made.calibrationId === undefined ? calibrationIdOf(engine, poolId) : null;
      if (known !== null) {
        showAs(stage, { calibrationId: known }, () => undefined);
        return { calibrationId: known };
      }
      const id = idOf(stage, "calibrationId", "calibration");
      const dataset = datasetOf(stage);
      // Folds of the learner that mined this pool: the recipe may have been edited since. They train as many epochs as went into its
      // weights, because a fold holds no validation split to choose one on.
      const pool = store.pools.get(poolId)!;
      const learner = store.runs.get(primitiveOf(store, pool.runId))!;
      const { network, pretrained, seed } = learner;
      const recipe: TrainingRecipe = { ...forEpochs(learner.recipe, keptEpochs(store, learner)), keptEpoch: "last" };
      const directory = engine.project.calibrationDirectory(id);
      if (!store.calibrations.get(id)) store.calibrations.begin({ id, datasetId: dataset.id, poolId });
      if (store.calibrations.get(id)?.state !== "finished") {
        await promises.mkdir(directory, { recursive: true });
        const { precision, centroids } = pool.result!;
        const result = await engine.compute.run(
          {
            kind: "calibrate",
            directory,
            dataset: locationOf(engine, dataset),
            classes: dataset.classes,
            network,
            recipe,
            seed,
            startWeights: pretrained && pretrainedPath(engine, pretrained),
            folds: foldCount,
            precision,
            centroids,
          },
          progressOf(stage, { folds: "calibrate" }),
          stage.signal,
        );
        showAs(stage, { calibrationId: id }, () => store.calibrations.finish(id, result));
      }
      return { calibrationId: id };
    },

    async chooseSelection(recipe, poolId) {
      const selection = await selectionOf(engine, poolId, recipe);
      if (stage.isAside) return selection;
      store.selections.set(poolId, selection);
      engine.changed();
      return selection;
    },

    async collapseOf(poolId, selection) {
      const pool = await engine.opened.pool(poolId);
      return collapseWarning((await pool.countsAt(selection)).countAt(selection).countByClass, datasetOf(stage).classes);
    },

    warn: ({ text, mends }) => engine.emit("notice", { level: "warning", text: [text, ...mends.map((mend) => mend.text)].join(" ") }),

    async retrainWithSelection({ retraining, seed }, startRunId, poolId, selection) {
      const { id: datasetId } = datasetOf(stage);
      const asked = { role: "vas" as const, datasetId, recipe: retraining, seed, parentRunId: startRunId, poolId, selection };
      const id = idOf(stage, "vasRunId", "run", () => store.runs.all().find((run) => isSame(pick(run, asked), asked))?.id);
      const { network } = store.runs.get(startRunId)!;
      if (store.runs.get(id)?.state === "finished") return { vasRunId: id };
      const auxiliary = join(engine.project.runDirectory(id), "auxiliary.parquet");
      await writeAuxiliary(engine, poolId, selection, auxiliary, datasetId);
      await trainRun(stage, { ...runStart(stage, id, "vas"), network, ...asked }, { auxiliary });
      return { vasRunId: id };
    },

    async retrainControl({ retraining, seed }, startRunId, vasRunId) {
      const { network, result } = store.runs.get(vasRunId)!;
      // As many epochs and updates as the VAS run made, also where that one stopped early.
      const epochs = store.runs.epochs(vasRunId).length;
      const { updates } = result!;
      const { id: datasetId } = datasetOf(stage);
      const asked = { role: "control" as const, datasetId, recipe: forEpochs(retraining, epochs), seed, parentRunId: startRunId };
      const id = idOf(
        stage,
        "controlRunId",
        "run",
        () => store.runs.all().find((run) => run.result?.updates === updates && isSame(pick(run, asked), asked))?.id,
      );
      await trainRun(stage, { ...runStart(stage, id, "control"), network, ...asked }, { updatesPerEpoch: updates / epochs });
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

/** Of one value the fields that another has. */
const pick = (value: object, like: object): object =>
  Object.fromEntries(Object.keys(like).map((key) => [key, (value as Record<string, unknown>)[key]]));

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
