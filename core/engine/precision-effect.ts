// What mining in bfloat16 would change for the project's learner: measured as a job, kept with the project, and shown before anybody
// relies on it.
import type { MeasuredPrecisionEffect } from "../contract/mining-views.ts";
import { currentOf, type EngineContext, recipeOf, requireMade } from "./context.ts";
import type { JobInput } from "./job-inputs.ts";
import { locationOf, newId, progressOf, type StageContext } from "./stage-context.ts";
import { weightsOf } from "./train-run.ts";

type Asked = Extract<JobInput, { kind: "precision-effect" }>;

/** Of anchors, and as many of the pool: a share of 1 % is told to about 0.6 points (95 %), in seconds with the compact network. */
const sampleSize = 1000;

/** The current primitive learner, at the threshold that stands. @throws WorkbenchError `not-found` before there is a learner */
export function precisionEffectInput(context: EngineContext, datasetId: string): Asked {
  const runId = requireMade(currentOf(context).primitiveRunId, "Train the primitive learner");
  return { kind: "precision-effect", datasetId, runId, delta: standingDelta(context) };
}

/** Of the margin rule: the selection's, or the recipe's own value. Without either it is 0, which selects every picture. */
function standingDelta(context: EngineContext): number {
  const { poolId } = currentOf(context);
  const selection = poolId === null ? undefined : context.project.store.selections.get(poolId);
  if (selection?.rule === "margin") return selection.delta;
  const { rule, deltaChoice } = recipeOf(context);
  return rule === "margin" && deltaChoice.by === "delta" ? deltaChoice.delta : 0;
}

/** Scores samples of anchors and pool in both precisions. @throws InputError when the machine lacks bfloat16 */
export async function measurePrecisionEffect(stage: StageContext, { datasetId, runId, delta }: Asked): Promise<void> {
  const { engine } = stage;
  const { runs, datasets, precisionEffects, transaction } = engine.project.store;
  const { network, recipe, seed } = runs.get(runId)!;
  const result = await engine.compute.run(
    {
      kind: "precision-effect",
      dataset: locationOf(engine, datasets.get(datasetId)!),
      network,
      weights: await weightsOf(engine, runId),
      delta,
      sampleSize,
      seed,
      batchSize: recipe.batchSize,
    },
    progressOf(stage, { decode: "decode", anchors: "bothAnchors", pool: "bothPool" }),
    stage.signal,
  );
  const id = newId("effect");
  transaction(() => {
    precisionEffects.begin({ id, datasetId, runId, delta });
    precisionEffects.finish(id, result);
  });
  engine.changed();
}

/** The latest measurement of the current primitive learner. */
export function precisionEffectOf(context: EngineContext): MeasuredPrecisionEffect | null {
  const { primitiveRunId } = currentOf(context);
  const entry = context.project.store.precisionEffects.all().find(({ runId }) => runId === primitiveRunId);
  return entry?.result ? { ...entry.result, runId: entry.runId, delta: entry.delta } : null;
}
