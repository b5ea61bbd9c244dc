// What the Results view and the report show: the metrics of the current runs, the paired difference, how right the pseudo-labels were.

import type { z } from "zod";
import type { AnyRequests, MiningSummary, Mistake, Results, RunMetrics } from "../contract.ts";
import { accuracyOf, meanClassAccuracy, recallByClass } from "../evaluation/confusion.ts";
import { precisionCurve } from "../evaluation/precision-curve.ts";
import { pseudoLabelPrecision } from "../evaluation/pseudo-label-precision.ts";
import { pairedDifference } from "../evaluation/statistics.ts";
import type { RunEntry } from "../project/runs.ts";
import type { Selection } from "../recipe.ts";
import { currentOf, type EngineContext, requireDataset } from "./context.ts";

/** The bootstrap's own seed: the interval of a pair of runs is always the same. */
const bootstrapSeed = 1;

export async function resultsOf(context: EngineContext): Promise<Results> {
  const { store } = context.project;
  const current = currentOf(context);
  const run = (id: string | null) => (id === null ? undefined : store.runs.get(id));
  const [primitive, control, vas] = [run(current.primitiveRunId), run(current.controlRunId), run(current.vasRunId)];
  const isRetrained = control?.state === "finished" && vas?.state === "finished";
  return {
    primitive: metricsOf(context, primitive),
    control: metricsOf(context, control),
    vas: metricsOf(context, vas),
    difference: isRetrained ? await differenceOf(context, control, vas) : null,
    mining: await miningOf(context, vas),
    precisionCurves: isRetrained && vas.poolId ? await curvesOf(context, vas.poolId) : [],
  };
}

function metricsOf(context: EngineContext, run: RunEntry | undefined): RunMetrics | null {
  if (!run?.result) return null;
  const { confusion, updates, cost, backend, weightsDigest } = run.result;
  const classes = context.project.store.datasets.get(run.datasetId)?.classes ?? [];
  return {
    runId: run.id,
    role: run.role,
    accuracy: accuracyOf(confusion),
    meanClassAccuracy: meanClassAccuracy(confusion),
    recall: recallByClass(confusion).map((recall, k) => ({ className: classes[k] ?? String(k), ...recall })),
    confusion,
    updates,
    ...cost,
    backend: `${backend.backend} ${backend.tensorflow}, ${backend.device}, ${backend.threads} threads`,
    weightsDigest,
    seed: run.seed,
  };
}

async function differenceOf(context: EngineContext, control: RunEntry, vas: RunEntry): Promise<Results["difference"]> {
  const [controlPredictions, vasPredictions, samples] = await Promise.all([
    context.opened.predictions(control.id),
    context.opened.predictions(vas.id),
    context.opened.samples(vas.datasetId),
  ]);
  const { hasGroups } = requireDataset(context);
  return pairedDifference(
    {
      labels: vasPredictions.labels,
      control: controlPredictions.predicted,
      vas: vasPredictions.predicted,
      persons: hasGroups ? Int32Array.from(vasPredictions.rows, (row) => samples.person[row]!) : null,
    },
    bootstrapSeed,
  );
}

/** The selection that VAS was trained on; before any retraining, the selection as it stands, unscored. */
async function miningOf(context: EngineContext, vas: RunEntry | undefined): Promise<MiningSummary | null> {
  const { store } = context.project;
  const poolId = vas?.poolId ?? currentOf(context).poolId;
  const entry = poolId === null ? undefined : store.pools.get(poolId);
  const selection: Selection | undefined = vas?.selection ?? (poolId === null ? undefined : store.selections.get(poolId));
  if (!entry?.result || !selection) return null;
  const pool = await context.opened.pool(entry.id);
  const { rows, labels } = pool.index(selection.rule).auxiliary(selection);
  const samples = await context.opened.samples(entry.datasetId);
  const classCount = store.datasets.get(entry.datasetId)!.classes.length;
  // Scored only once the selection has been used: a label of the pool must not help to choose it.
  const poolLabels = Int16Array.from(rows, (row) => (vas?.result ? samples.label[row]! : -1));
  const scored = pseudoLabelPrecision(labels, poolLabels, classCount);
  return {
    poolId: entry.id,
    poolCount: entry.result.rowCount,
    skippedCount: entry.result.skippedCount,
    selection,
    selectedCount: scored.selected,
    selectedByClass: scored.selectedByClass,
    precision: scored.precision,
    precisionByClass: scored.precisionByClass,
    wallSeconds: entry.result.cost.wallSeconds,
    imagesPerSecond: entry.result.cost.imagesPerSecond,
  };
}

async function curvesOf(context: EngineContext, poolId: string): Promise<Results["precisionCurves"]> {
  const entry = context.project.store.pools.get(poolId)!;
  const pool = await context.opened.pool(poolId);
  const samples = await context.opened.samples(entry.datasetId);
  const classCount = context.project.store.datasets.get(entry.datasetId)!.classes.length;
  const curves = (["margin", "confidence"] as const).map((rule) => {
    const { rows, labels, values } = pool.columns(rule);
    return {
      rule,
      points: precisionCurve({ labels, values, poolLabels: Int16Array.from(rows, (row) => samples.label[row]!) }, classCount),
    };
  });
  return curves.filter(({ points }) => points.length > 0);
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
