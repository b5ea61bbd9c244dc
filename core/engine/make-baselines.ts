// What distilled images are compared with, made where it is missing: images from elsewhere come without, and a comparison may ask for
// more random draws than were made.
import { promises } from "node:fs";
import { join } from "node:path";
import { baselineDraws, hasBaseline } from "../distillation/baseline-files.ts";
import { type BaselinesRecord, writeBaselinesRecord } from "../distillation/baselines-record.ts";
import { labelsWithSamples } from "../distillation/chosen-samples.ts";
import { defaultDistillationRecipe } from "../distillation/distillation-recipe.ts";
import { type Applied, baselinesDirectory, importedBaselines } from "./applied-images.ts";
import type { EngineContext } from "./context.ts";
import { countByClass } from "./distil-source.ts";
import { selectedSource } from "./selected-source.ts";
import { datasetOf, locationOf, progressOf, type StageContext } from "./stage-context.ts";
import { weightsOf } from "./train-run.ts";
import { writeAuxiliary } from "./write-auxiliary.ts";

/**
 * Makes what is missing for a comparison with so many random draws. A distillation's come from its own source; those of imported images
 * from what is selected for the learner when they are first made, with the losses before and after all of them.
 *
 * @returns the step that comes first, as long as nothing can be made for imported images; otherwise null
 */
export async function makeBaselines(stage: StageContext, applied: Applied, randomDraws: number): Promise<{ first: string } | null> {
  const { engine } = stage;
  const { id, origin } = engine.project.store.distillations.get(applied.distillationId)!;
  const directory = baselinesDirectory(engine, applied);
  if (origin === "imported") {
    const known = await importedBaselines(engine, applied);
    if (known === null) return makeFirst(stage, applied, randomDraws);
    tellOfSelection(engine, applied, known);
    warnOfMissingSamples(stage, known);
  }
  const areThere = await Promise.all(baselineDraws(randomDraws).map((which) => hasBaseline(directory, which)));
  if (areThere.every(Boolean)) return null;
  const source = join(origin === "imported" ? directory : engine.project.distillationDirectory(id), selectedName);
  await compute(stage, applied, { selected: origin === "anchor" ? null : source, randomDraws, measuresLosses: false });
  return null;
}

const selectedName = "selected.parquet";

/** Of imported images. */
async function makeFirst(stage: StageContext, applied: Applied, randomDraws: number): Promise<{ first: string } | null> {
  const { engine } = stage;
  const source = selectedSource(engine, applied.primitiveRunId);
  if ("first" in source) return source;
  const { labels, gradientSteps } = engine.project.store.distillations.get(applied.distillationId)!.result!;
  const counts = await countByClass(stage, source);
  const present = [...counts.keys()].filter((label) => counts[label]! > 0);
  const missingClasses = [...new Set(labels)].filter((label) => !present.includes(label));
  if (labelsWithSamples(labels, gradientSteps, present) === null) {
    return { first: `Lower delta until there are selected samples of ${classNames(stage, missingClasses)}` };
  }
  const { poolId, selection } = source;
  const directory = baselinesDirectory(engine, applied);
  await promises.rm(directory, { recursive: true, force: true }); // an attempt that was cut short may have had another selection
  const selected = join(directory, selectedName);
  await writeAuxiliary(engine, poolId, selection, selected);
  const { losses } = await compute(stage, applied, { selected, randomDraws, measuresLosses: true });
  const record = { poolId, selection, missingClasses, losses: losses! };
  await writeBaselinesRecord(directory, record);
  engine.changed();
  warnOfMissingSamples(stage, record);
  return null;
}

/** How imported images were made nobody says: they are taken to be for the known learner with its running statistics. */
async function compute(
  stage: StageContext,
  applied: Applied,
  asked: { selected: string | null; randomDraws: number; measuresLosses: boolean },
) {
  const { engine } = stage;
  const { runs, distillations } = engine.project.store;
  const { distillationId, primitiveRunId } = applied;
  const distillation = distillations.get(distillationId)!;
  const { init, realBatch, batchNorm } = distillation.recipe ?? defaultDistillationRecipe;
  return engine.compute.run(
    {
      kind: "baselines",
      distillationDirectory: engine.project.distillationDirectory(distillationId),
      baselinesDirectory: baselinesDirectory(engine, applied),
      dataset: locationOf(engine, datasetOf(stage)),
      classes: datasetOf(stage).classes,
      network: runs.get(primitiveRunId)!.network,
      weights: await weightsOf(engine, primitiveRunId),
      recipe: { init, realBatch, batchNorm },
      seed: distillation.seed,
      ...asked,
    },
    progressOf(stage, { decode: "source", losses: "losses", baselines: "baselines" }),
    stage.signal,
  );
}

const classNames = (stage: StageContext, labels: readonly number[]): string =>
  labels.map((label) => datasetOf(stage).classes[label]).join(", ");

function warnOfMissingSamples(stage: StageContext, { missingClasses }: BaselinesRecord): void {
  if (missingClasses.length === 0) return;
  const names = classNames(stage, missingClasses);
  const text = `There is no selected sample of ${names}: nothing takes the place of the distilled images of ${names}, so their controls have fewer images.`;
  stage.engine.emit("notice", { level: "warning", text });
}

/** What was made first stays, so that all retrainings of a comparison are about the same samples. */
function tellOfSelection(engine: EngineContext, { primitiveRunId }: Applied, { poolId, selection }: BaselinesRecord): void {
  const now = selectedSource(engine, primitiveRunId);
  if ("first" in now || JSON.stringify([now.poolId, now.selection]) === JSON.stringify([poolId, selection])) return;
  const text = "What these images are compared with was made from an earlier selection. Import them again to compare them with this one.";
  engine.emit("notice", { level: "info", text });
}
