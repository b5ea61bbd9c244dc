// Every request of the contract that reads or saves, answered from the store and from what the engine holds in memory. Jobs have
// their own file.
import type { figureHostRequests } from "../contract/figure-requests.ts";
import type { JobView } from "../contract/job-view.ts";
import type { windowRequests } from "../contract/window-requests.ts";
import { splits } from "../datasets/sample-table.ts";
import { WorkbenchError } from "../errors.ts";
import { estimatePrecision } from "../mining/calibration.ts";
import { multiplyAddCount, networkOf, parameterCount } from "../networks/network.ts";
import { usualSetup } from "../networks/network-setup.ts";
import { type NetworkName, type Selection, SelectionRule } from "../recipe.ts";
import type { Handlers } from "../wire.ts";
import { alignmentPage } from "./alignment.ts";
import { changedFields } from "./changed-fields.ts";
import { dataCheckOf } from "./check-data.ts";
import { ruleOutcomes } from "./compare-rules.ts";
import { type EngineContext, recipeOf, requireDataset } from "./context.ts";
import { distillationHandlers } from "./distillations.ts";
import { doctorReport } from "./doctor.ts";
import { doubtfulLabelsReader } from "./doubtful-labels.ts";
import { evaluationsOf } from "./evaluate-run.ts";
import { figureHandlers } from "./figures.ts";
import { importReportOf, removeWeights } from "./held-weights.ts";
import { knownSetHandlers } from "./known-sets.ts";
import { leftOutOf, takeBack } from "./leave-out.ts";
import { pictureCache } from "./pictures.ts";
import { precisionEffectOf } from "./precision-effect.ts";
import { mistakesOf, resultsReader } from "./results.ts";
import { runSummaries } from "./runs-list.ts";
import { removeRecipe, saveRecipe } from "./saved-recipes.ts";
import { calibrationOf, selectionOf } from "./selection-of.ts";
import type { JobMemo } from "./stage-context.ts";
import { tableHandlers } from "./tables.ts";

type JobRequests =
  | "job.start"
  | "job.cancel"
  | "job.resume"
  | "sets.read-as"
  | "data.compose-sets"
  | "run.evaluate-set"
  | "tables.run"
  | "project.state";
type DataRequests =
  | Exclude<keyof typeof windowRequests, JobRequests>
  | "picture"
  | "distilled.picture"
  | "tables.recipe"
  | keyof typeof figureHostRequests;

/**
 * @param state  the project's state after a commit
 * @param jobs   those of the queue
 */
export function requestHandlers(
  context: EngineContext,
  state: Handlers<"project.state">["project.state"],
  jobs: () => readonly JobView[],
): Handlers<DataRequests> {
  const { store } = context.project;
  const picture = pictureCache(context);
  const results = resultsReader(context);
  const doubtful = doubtfulLabelsReader(context);
  const committed = () => {
    context.changed();
    return state({});
  };
  return {
    "project.undo": () => {
      store.history.undo();
      return committed();
    },
    "project.redo": () => {
      store.history.redo();
      return committed();
    },
    "recipe.save": ({ recipe }) => {
      store.history.changeSetting(`change of ${changedFields(recipeOf(context), recipe)}`, "recipe", recipe);
      return committed();
    },
    "recipes.save": ({ recipe, replaces }) => {
      saveRecipe(context, recipe, replaces);
      return committed();
    },
    "recipes.remove": ({ name }) => {
      removeRecipe(context, name);
      return committed();
    },
    "weights.remove": async ({ weightsId }) => {
      await removeWeights(context, weightsId);
      return committed();
    },
    "job.made": ({ jobId }) => {
      const { selection: _, comparedRunId: __, earlierRounds: ___, rules: ____, ...ids } = (store.jobs.get(jobId)?.memo ?? {}) as JobMemo;
      return ids;
    },
    "weights.report": ({ weightsId }) => ({ report: importReportOf(context, weightsId) }),
    "networks.costs": ({ networks }) => {
      const classCount = requireDataset(context).classes.length;
      return { costs: networks.map(({ name, inputSize }) => costOf(name, inputSize, classCount)) };
    },
    "selection.save": ({ poolId, selection }) => {
      requirePool(context, poolId);
      store.history.changeSelection(`change of ${changedFields(store.selections.get(poolId) ?? selection, selection)}`, poolId, selection);
      return committed();
    },
    "view.save": ({ view }) => {
      // A project that is open for viewing only shows what it is asked to, and forgets it.
      if (store.readOnlyReason === null) store.settings.set("view", view);
      return {};
    },

    "data.page": async ({ split, classIndex, from, count }) => {
      const { id } = requireDataset(context);
      const samples = await context.opened.samples(id);
      const wanted = splits.indexOf(split);
      const rows: { datasetId: string; row: number; file: string; label: number }[] = [];
      let total = 0;
      for (let row = 0; row < samples.count; row++) {
        if (samples.split[row] !== wanted || (classIndex !== null && samples.label[row] !== classIndex)) continue;
        if (total >= from && rows.length < count) rows.push({ datasetId: id, row, file: samples.files[row]!, label: samples.label[row]! });
        total++;
      }
      return { total, rows };
    },
    "data.alignment": (asked) => alignmentPage(context, asked),
    "data.skipped": ({ poolId }) => {
      const result = requirePool(context, poolId).result;
      return { count: result?.skippedCount ?? 0, files: (result?.skipped ?? []).map(({ file, reason }) => ({ file, reason })) };
    },

    "data.check": () => dataCheckOf(context),
    "data.left-out": () => leftOutOf(context),
    "data.take-back": () => {
      takeBack(context, jobs());
      return state({});
    },
    "data.doubtful-labels": doubtful,

    "runs.list": () => ({ runs: runSummaries(context, jobs()) }),
    "run.epochs": ({ runId }) => ({ epochs: store.runs.epochs(runId) }),

    "mining.histograms": async ({ poolId }) => {
      const pool = await context.opened.pool(poolId);
      const histogramOf = async (rule: SelectionRule, agreement: boolean) => {
        const counts = (await pool.counts({ rule, agreement })).histogram();
        return { rule, agreement, counts };
      };
      const rules = SelectionRule.options.flatMap((rule) => [histogramOf(rule, false), histogramOf(rule, true)]);
      return { poolCount: pool.rowCount, rules: await Promise.all(rules) };
    },
    "mining.counts": async ({ poolId, selection }) => {
      const counts = await (await context.opened.pool(poolId)).countsAt(selection);
      return { aboveByClass: counts.countAt({ ...selection, capPerClass: null }).countByClass };
    },
    "mining.page": async ({ poolId, selection, classIndex, order, from, count }) =>
      (await context.opened.pool(poolId)).page(selection, classIndex, order, from, count),
    "mining.choose": async ({ poolId, ...recipe }) => ({ selection: await selectionOf(context, poolId, recipe) }),
    "mining.anchor-precision": async ({ poolId, selection }) => ({ estimate: await anchorPrecision(context, poolId, selection) }),

    "mining.precision-effect": () => ({ effect: precisionEffectOf(context) }),

    "results.get": results,
    "rules.comparison": () => ({ outcomes: ruleOutcomes(context) }),
    "evaluations.list": () => ({ evaluations: evaluationsOf(context) }),
    "results.mistakes": (asked) => mistakesOf(context, asked),

    ...knownSetHandlers(context),
    ...distillationHandlers(context, jobs),
    ...tableHandlers(context, committed),
    ...figureHandlers(context, committed),

    doctor: () => doctorReport(context),
    picture,
  };
}

function costOf(name: NetworkName, inputSize: number, classCount: number) {
  const network = networkOf(usualSetup(name, inputSize));
  return { parameters: parameterCount(network, classCount), multiplyAdds: multiplyAddCount(network, classCount) };
}

async function anchorPrecision(context: EngineContext, poolId: string, selection: Selection) {
  const calibration = await calibrationOf(context, poolId);
  if (calibration === null) return null;
  const pool = await context.opened.pool(poolId);
  return estimatePrecision(selection, await pool.countsAt(selection), calibration(selection));
}

function requirePool(context: EngineContext, poolId: string) {
  const pool = context.project.store.pools.get(poolId);
  if (!pool) throw new WorkbenchError("not-found", `There is no pool ${poolId}.`);
  return pool;
}
