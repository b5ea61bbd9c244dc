// What the Results view and the report show: the metrics of the current runs, the paired difference, how right the pseudo-labels were.

import type { z } from "zod";
import type { EpochOutcome, MineResult } from "../compute/protocol.ts";
import type { MiningSummary } from "../contract/mining-views.ts";
import type { AnyRequests } from "../contract/requests.ts";
import type { Mistake, Results } from "../contract/result-views.ts";
import type { EpochResult, RunMetrics } from "../contract/run-views.ts";
import { accuracyOf, meanClassAccuracy, recallByClass } from "../evaluation/confusion.ts";
import { pairedInterval } from "../evaluation/paired-interval.ts";
import { precisionCurve } from "../evaluation/precision-curve.ts";
import { pseudoLabelPrecision } from "../evaluation/pseudo-label-precision.ts";
import { groupsOf } from "../evaluation/test-groups.ts";
import { overRows } from "../mining/steps.ts";
import type { RunEntry } from "../project/runs.ts";
import { SelectionRule } from "../recipe.ts";
import { currentOf, type EngineContext } from "./context.ts";
import { inTurns } from "./in-turns.ts";
import { once } from "./once.ts";

/**
 * @returns what asks for the results. What follows from finished runs, and would cost walks over millions of rows or thousands of
 * resamples each time, is computed once: the paired difference by its runs, the mining by its VAS run, the curves by their pool.
 */
export function resultsReader(context: EngineContext): () => Promise<Results> {
  const differences = new Map<string, Promise<Results["difference"]>>();
  const minings = new Map<string, Promise<MiningSummary | null>>();
  const curves = new Map<string, Promise<Results["precisionCurves"]>>();
  return async () => {
    const { store } = context.project;
    const current = currentOf(context);
    const run = (id: string | null) => (id === null ? undefined : store.runs.get(id));
    const [primitive, control, vas] = [run(current.primitiveRunId), run(current.controlRunId), run(current.vasRunId)];
    const isRetrained = control?.state === "finished" && vas?.state === "finished";
    return {
      primitive: metricsOf(context, primitive),
      control: metricsOf(context, control),
      vas: metricsOf(context, vas),
      difference: isRetrained ? await once(differences, `${control.id} ${vas.id}`, () => differenceOf(context, control, vas)) : null,
      mining: vas?.result ? await once(minings, vas.id, () => usedMiningOf(context, vas)) : await unusedMiningOf(context),
      precisionCurves: isRetrained && vas.poolId ? await once(curves, vas.poolId, () => curvesOf(context, vas.poolId!)) : [],
    };
  };
}

export function metricsOf(context: EngineContext, run: RunEntry | undefined): RunMetrics | null {
  if (!run?.result) return null;
  const { confusion, last, best, updates, cost, backend, weightsDigest } = run.result;
  const classes = context.project.store.datasets.get(run.datasetId)?.classes ?? [];
  return {
    runId: run.id,
    role: run.role,
    accuracy: accuracyOf(confusion),
    meanClassAccuracy: meanClassAccuracy(confusion),
    keptEpoch: run.recipe.keptEpoch,
    last: last && epochResultOf(last),
    best: best && epochResultOf(best),
    recall: recallByClass(confusion).map((recall, k) => ({ className: classes[k] ?? String(k), ...recall })),
    confusion,
    updates,
    ...cost,
    backend: `${backend.backend} ${backend.tensorflow}, ${backend.device}, ${backend.threads} threads`,
    weightsDigest,
    seed: run.seed,
  };
}

function epochResultOf({ epoch, validationAccuracy, confusion }: EpochOutcome): EpochResult {
  return { epoch, validationAccuracy, accuracy: accuracyOf(confusion), meanClassAccuracy: meanClassAccuracy(confusion) };
}

export async function differenceOf(context: EngineContext, control: RunEntry, vas: RunEntry): Promise<Results["difference"]> {
  const [controlPredictions, vasPredictions, samples] = await Promise.all([
    context.opened.predictions(control.id),
    context.opened.predictions(vas.id),
    context.opened.samples(vas.datasetId),
  ]);
  const test = { labels: vasPredictions.labels, groups: groupsOf(samples, vasPredictions.rows) };
  return inTurns(pairedInterval(test, [{ ours: vasPredictions.predicted, others: [controlPredictions.predicted] }]));
}

/** The selection as it stands before any retraining, unscored: a label of the pool must not help to choose it. */
async function unusedMiningOf(context: EngineContext): Promise<MiningSummary | null> {
  const { store } = context.project;
  const { poolId } = currentOf(context);
  const entry = poolId === null ? undefined : store.pools.get(poolId);
  const selection = poolId === null ? undefined : store.selections.get(poolId);
  if (!entry?.result || !selection) return null;
  const pool = await context.opened.pool(entry.id);
  const { countByClass, total } = (await pool.countsAt(selection)).countAt(selection);
  return {
    ...minedOf(entry.id, entry.result),
    selection,
    selectedCount: total,
    selectedByClass: countByClass,
    precision: null,
    precisionByClass: countByClass.map(() => null),
  };
}

/** The selection that VAS was trained on, scored with the labels of the pool. */
export async function usedMiningOf(context: EngineContext, { poolId, selection }: RunEntry): Promise<MiningSummary | null> {
  const entry = poolId === null ? undefined : context.project.store.pools.get(poolId);
  if (!entry?.result || !selection) return null;
  const pool = await context.opened.pool(entry.id);
  const index = await pool.index(selection);
  const samples = await context.opened.samples(entry.datasetId);
  const { rows, labels } = await pool.columns(selection);
  const places = index.gallery({ selection, classIndex: null, order: "nearest" });
  const pseudoLabels = new Uint8Array(places.length);
  const poolLabels = new Int16Array(places.length);
  const readLabels = overRows(places.length, (from, to) => {
    for (let i = from; i < to; i++) {
      const position = index.position(places[i]!);
      pseudoLabels[i] = labels[position]!;
      poolLabels[i] = samples.label[rows[position]!]!;
    }
  });
  await inTurns(readLabels);
  const scored = pseudoLabelPrecision(pseudoLabels, poolLabels, pool.classCount);
  return {
    ...minedOf(entry.id, entry.result),
    selection,
    selectedCount: scored.selected,
    selectedByClass: scored.selectedByClass,
    precision: scored.precision,
    precisionByClass: scored.precisionByClass,
  };
}

const minedOf = (poolId: string, { rowCount, skippedCount, cost }: MineResult) => ({
  poolId,
  poolCount: rowCount,
  skippedCount,
  wallSeconds: cost.wallSeconds,
  imagesPerSecond: cost.imagesPerSecond,
});

async function curvesOf(context: EngineContext, poolId: string): Promise<Results["precisionCurves"]> {
  const entry = context.project.store.pools.get(poolId)!;
  const pool = await context.opened.pool(poolId);
  const samples = await context.opened.samples(entry.datasetId);
  const curves: Results["precisionCurves"] = [];
  for (const rule of SelectionRule.options) {
    const view = { rule, agreement: false };
    const points = await inTurns(precisionCurve(await pool.columns(view), samples.label, await pool.counts(view)));
    if (points.length > 0) curves.push({ rule, points });
  }
  return curves;
}

/** Test images that a run got wrong, most confident first. */
export async function mistakesOf(
  context: EngineContext,
  { runId, label, predicted, from, count }: z.output<AnyRequests["results.mistakes"]["input"]>,
): Promise<{ total: number; rows: Mistake[] }> {
  const run = context.project.store.runs.get(runId);
  const predictions = await context.opened.predictions(runId);
  const samples = await context.opened.samples(run!.datasetId);
  const wrong: number[] = [];
  predictions.rows.forEach((_, i) => {
    const isWanted = (label === null || predictions.labels[i] === label) && (predicted === null || predictions.predicted[i] === predicted);
    if (isWanted && predictions.labels[i] !== predictions.predicted[i]) wrong.push(i);
  });
  wrong.sort((a, b) => predictions.confidences[b]! - predictions.confidences[a]!);
  const rows = wrong.slice(from, from + count).map((i) => ({
    datasetId: run!.datasetId,
    row: predictions.rows[i]!,
    file: samples.files[predictions.rows[i]!]!,
    label: predictions.labels[i]!,
    predicted: predictions.predicted[i]!,
    confidence: Math.min(1, predictions.confidences[i]!),
  }));
  return { total: wrong.length, rows };
}
