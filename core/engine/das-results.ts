// The comparison of a distillation, from the predictions of its finished retrainings.
import type { DasComparison } from "../distillation/distillation-view.ts";
import { type ArmRun, dasComparison } from "../evaluation/das-comparison.ts";
import { groupsOf } from "../evaluation/test-groups.ts";
import type { RunEntry } from "../project/runs.ts";
import { hasBaselines } from "./applied-images.ts";
import { armKey, armsOf, orderSeed } from "./compare-distilled.ts";
import { type EngineContext, recipeOf } from "./context.ts";
import { inTurns } from "./in-turns.ts";
import { onceOfMany } from "./once.ts";

/** Comparisons that are kept, so that going to and fro between two distillations resamples nothing again. */
const keptComparisons = 8;

/** A run of a comparison. */
type ComparedRun = RunEntry & { das: NonNullable<RunEntry["das"]> };

/** @returns what asks for the comparison of a distillation; computed once for the runs that it is made of */
export function comparisonReader(context: EngineContext): (distillationId: string) => Promise<DasComparison | null> {
  const kept = new Map<string, Promise<DasComparison | null>>();
  return async (distillationId) => {
    const { runs: all } = context.project.store;
    const ofLearner = (run: RunEntry) => run.datasetId === all.get(run.parentRunId ?? "")?.datasetId;
    const runs = latestComparison(all.all().filter(ofLearner), distillationId);
    if (runs.length === 0) return null;
    const total = await totalOf(context, distillationId, runs);
    const key = JSON.stringify([distillationId, total, runs.map(({ id }) => id)]);
    return onceOfMany(kept, keptComparisons, key, () => compare(context, distillationId, total, runs));
  };
}

/**
 * The finished runs of the comparison that was worked on last: of one learner, one recipe, one seed, and for every batch one lambda and
 * one kind of statistics. Others were asked something else.
 *
 * @param all  on the data set of their learner, newest first: those of the paper's tables that train on another are not compared here
 */
function latestComparison(all: readonly RunEntry[], distillationId: string): ComparedRun[] {
  const finished = all.filter((run): run is ComparedRun => run.das?.distillationId === distillationId && run.state === "finished");
  const [latest] = finished;
  if (!latest) return [];
  const alike = finished.filter(
    (run) => run.parentRunId === latest.parentRunId && JSON.stringify(run.recipe) === JSON.stringify(latest.recipe),
  );
  const seeds = alike.filter(({ das }) => das.order === 0).map(({ seed }) => seed);
  const seed = seeds.find((candidate) => orderSeed(candidate, latest.das.order) === latest.seed);
  const ofSeed = alike.filter((run) => seed !== undefined && run.seed === orderSeed(seed, run.das.order));
  const everyBatch = ofSeed.find(({ das }) => das.mode === "every-batch");
  return ofSeed.filter(
    ({ das }) => das.mode !== "every-batch" || (das.lambda === everyBatch!.das.lambda && das.statistics === everyBatch!.das.statistics),
  );
}

/** Runs that the recipe asks for, and those that are there. */
async function totalOf(context: EngineContext, distillationId: string, runs: readonly ComparedRun[]): Promise<number> {
  const { lambda, statistics } = (runs.find(({ das }) => das.mode === "every-batch") ?? runs[0]!).das;
  const hasMore = await hasBaselines(context, { distillationId, primitiveRunId: runs[0]!.parentRunId! });
  const arms = armsOf(distillationId, { ...recipeOf(context).das, lambda, statistics }, hasMore);
  return new Set([...arms, ...runs.map(({ das }) => das)].map(armKey)).size;
}

async function compare(
  context: EngineContext,
  distillationId: string,
  total: number,
  runs: readonly ComparedRun[],
): Promise<DasComparison | null> {
  const { datasetId } = runs[0]!;
  const predictions = await Promise.all(runs.map(({ id }) => context.opened.predictions(id)));
  const samples = await context.opened.samples(datasetId);
  const { labels, rows } = predictions[0]!;
  const groups = groupsOf(samples, rows);
  const armRuns = runs.map(({ das, result }, index): ArmRun => {
    const { confusion, cost } = result!;
    return {
      images: das.images,
      mode: das.mode,
      order: das.order,
      confusion,
      seconds: cost.wallSeconds,
      predicted: predictions[index]!.predicted,
    };
  });
  return inTurns(dasComparison({ distillationId, total, runs: armRuns, test: { labels, groups } }));
}
