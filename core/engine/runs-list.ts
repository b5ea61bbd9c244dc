// Every run of a project, as the window lists them.
import type { JobView } from "../contract/job-view.ts";
import type { RunSummary } from "../contract/run-views.ts";
import type { EngineContext } from "./context.ts";
import { metricsOf } from "./results.ts";
import type { JobMemo } from "./stages.ts";

const longestList = 500;

/** Newest first. @param jobs  of the queue */
export function runSummaries(context: EngineContext, jobs: readonly JobView[]): RunSummary[] {
  const { runs, jobs: stored } = context.project.store;
  const resumable = jobs.filter(({ canResume }) => canResume);
  const jobOfRun = (runId: string) =>
    resumable.find(({ id }) => {
      const { primitiveRunId, vasRunId, controlRunId } = (stored.get(id)?.memo ?? {}) as JobMemo;
      return [primitiveRunId, vasRunId, controlRunId].includes(runId);
    })?.id ?? null;
  return runs
    .all()
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
