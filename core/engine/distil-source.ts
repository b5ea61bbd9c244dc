// Section 3.4 as a stage: Algorithm 1 on the selected samples, or on the anchor set itself.
import { promises } from "node:fs";
import { join } from "node:path";
import type { DistillationRecipe } from "../distillation/distillation-recipe.ts";
import type { DistillationEpoch } from "../distillation/distillation-view.ts";
import { contradictionsOf } from "../distillation/recipe-contradiction.ts";
import { InputError } from "../errors.ts";
import type { DistillationSource } from "../pipeline.ts";
import type { DistillationResult } from "../project/task-results.ts";
import type { PipelineRecipe } from "../recipe.ts";
import type { EngineContext } from "./context.ts";
import { datasetOf, idOf, locationOf, progressOf, type StageContext, showAs } from "./stage-context.ts";
import { weightsOf } from "./train-run.ts";
import { writeAuxiliary } from "./write-auxiliary.ts";

/**
 * Distils a source and makes the result the project's current distillation; goes on with one that was cut short.
 *
 * @throws InputError when the source is empty, or the recipe contradicts itself
 */
export async function distilSource(
  stage: StageContext,
  { distillation: recipe, das, seed }: PipelineRecipe,
  source: DistillationSource,
): Promise<{ distillationId: string }> {
  const { engine } = stage;
  const { runs, distillations } = engine.project.store;
  requireSound(recipe);
  const id = idOf(stage, "distillationId", "distillation");
  if (distillations.get(id)?.state === "finished") return { distillationId: id };
  const { primitiveRunId: runId, poolId, selection } = source;
  const { id: datasetId, name, classes } = datasetOf(stage);
  const { network } = runs.get(runId)!;
  warnOfMissingClasses(engine, await countByClass(stage, source), classes);
  if (!distillations.get(id))
    distillations.begin({ id, origin: recipe.source, name, datasetId, runId, poolId, selection, recipe, network, seed });
  const distillationDirectory = engine.project.distillationDirectory(id);
  await promises.mkdir(distillationDirectory, { recursive: true });
  const selected = poolId === null ? null : join(distillationDirectory, "selected.parquet");
  if (selected && poolId && selection) await writeAuxiliary(engine, poolId, selection, selected);
  const onProgress = progressOf(stage, { decode: "source", baselines: "baselines", losses: "losses", distil: "distil" });
  const result = await engine.compute.run(
    {
      kind: "distill",
      distillationDirectory,
      dataset: locationOf(engine, datasetOf(stage)),
      classes,
      network,
      recipe,
      seed,
      weights: await weightsOf(engine, runId),
      selected,
      randomDraws: das.randomDraws,
    },
    (event) => (event.type === "distilled" ? keepEpoch(engine, id, event.metrics) : onProgress(event)),
    stage.signal,
  );
  const { gradientSteps, repeats } = recipe;
  const kept: DistillationResult = { ...result, gradientSteps, repeats };
  showAs(stage, { distillationId: id }, () => distillations.finish(id, kept));
  return { distillationId: id };
}

function requireSound(recipe: DistillationRecipe): void {
  const [contradiction] = contradictionsOf(recipe);
  if (!contradiction) return;
  const { field, expected } = contradiction;
  const found = `${field} ${recipe[field]}`;
  throw new InputError({ file: "recipe of the distillation", found, expected, mend: "Change one of them, then distil." });
}

function keepEpoch(engine: EngineContext, distillationId: string, metrics: DistillationEpoch): void {
  engine.project.store.distillationEpochs.add(distillationId, metrics);
  engine.emit("distillation", { distillationId, metrics });
}

/** Samples of a source. */
export async function countByClass(stage: StageContext, { poolId, selection }: DistillationSource): Promise<readonly number[]> {
  if (poolId === null || selection === null) return datasetOf(stage).countByClass.anchor;
  const pool = await stage.engine.opened.pool(poolId);
  return (await pool.countsAt(selection)).countAt(selection).countByClass;
}

/** The other classes go on. @throws InputError when there is no other class */
function warnOfMissingClasses(engine: EngineContext, counts: readonly number[], classes: readonly string[]): void {
  const missing = classes.filter((_, k) => !counts[k]);
  if (missing.length === 0) return;
  if (missing.length === classes.length) {
    throw new InputError({
      file: "distillation",
      found: "no sample of any class",
      expected: "samples to distil",
      mend: "Choose a threshold that selects some, or distil the anchor set.",
    });
  }
  const text = `There is no sample of ${missing.join(", ")} to distil: no image of that class is made, the others are.`;
  engine.emit("notice", { level: "warning", text });
}
