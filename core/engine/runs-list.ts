// Every run of a project, as the window lists them.
import type { JobView } from "../contract/job-view.ts";
import type { RunSummary } from "../contract/run-views.ts";
import type { EngineContext } from "./context.ts";
import { metricsOf } from "./results.ts";
import type { JobMemo } from "./stage-context.ts";

const longestList = 500;

/** Newest first; of a comparison of distilled images those that were applied in the first batch order. @param jobs  of the queue */
export function runSummaries(context: EngineContext, jobs: readonly JobView[]): RunSummary[] {
  const { runs, jobs: stored } = context.project.store;
  const resumable = jobs.filter(({ canResume }) => canResume);
  const jobOfRun = (runId: string) =>
    resumable.find(({ id }) => {
      const memo = (stored.get(id)?.memo ?? {}) as JobMemo;
      const ofRules = Object.values(memo.rules ?? {}).flatMap(({ vasRunId, controlRunId }) => [vasRunId, controlRunId]);
      return [memo.primitiveRunId, memo.vasRunId, memo.controlRunId, memo.comparedRunId, ...ofRules].includes(runId);
    })?.id ?? null;
  return runs
    .all()
    .filter(({ role, das }) => role !== "das-control" && (das === null || das.order === 0))
    .slice(0, longestList)
    .map((run) => ({
      id: run.id,
      role: run.role,
      state: run.state,
      network: run.network,
      pretrained: run.pretrained,
      recipe: run.recipe,
      seed: run.seed,
      created: run.created,
      parentRunId: run.parentRunId,
      metrics: metricsOf(context, run),
      resumableJobId: run.state === "finished" ? null : jobOfRun(run.id),
    }));
}
