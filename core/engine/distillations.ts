// What a window is told of distillations, from the store and from the files of their images.

import type { distillationRequests } from "../contract/distillation-requests.ts";
import type { JobView } from "../contract/job-view.ts";
import type { DistillationSummary } from "../distillation/distillation-view.ts";
import { WorkbenchError } from "../errors.ts";
import type { Handlers } from "../wire.ts";
import { importedBaselines } from "./applied-images.ts";
import { currentOf, type EngineContext, setCurrent } from "./context.ts";
import { comparisonReader } from "./das-results.ts";
import { DistilledImages } from "./distilled-images.ts";
import { probeResultOf } from "./probe-distilled.ts";
import type { JobMemo } from "./stage-context.ts";

/** @param jobs  of the queue */
export function distillationHandlers(
  context: EngineContext,
  jobs: () => readonly JobView[],
): Handlers<keyof typeof distillationRequests | "distilled.picture"> {
  const { store } = context.project;
  const images = new DistilledImages(context);
  const comparison = comparisonReader(context);
  return {
    "distillations.list": async () => ({ distillations: await summaries(context, images, jobs()) }),
    "distillation.choose": ({ distillationId }) => {
      if (!store.distillations.get(distillationId)?.result) {
        throw new WorkbenchError("not-found", `There is no finished distillation ${distillationId}.`);
      }
      // A project that is open for viewing only shows what it is asked to, and forgets it.
      if (store.readOnlyReason === null) setCurrent(context, { distillationId });
      return {};
    },
    "distillation.epochs": ({ distillationId }) => ({ epochs: store.distillationEpochs.of(distillationId) }),
    "distillation.checkpoint": ({ distillationId, epoch }) => images.checkpoint(distillationId, epoch),
    "das.comparison": async ({ distillationId }) => ({ comparison: await comparison(distillationId) }),
    "probe.result": ({ distillationId }) => ({ result: probeResultOf(context, distillationId) }),
    "distilled.picture": ({ distillationId, epoch, index, contrast }) => images.picture(distillationId, epoch, index, contrast),
  };
}

async function summaries(context: EngineContext, images: DistilledImages, jobs: readonly JobView[]): Promise<DistillationSummary[]> {
  const { distillations, datasets, distillationEpochs, jobs: stored } = context.project.store;
  const { primitiveRunId } = currentOf(context);
  const jobOf = (distillationId: string) =>
    jobs.find(({ id, canResume }) => canResume && ((stored.get(id)?.memo ?? {}) as JobMemo).distillationId === distillationId)?.id ?? null;
  const summary = async ({ state, result, poolId: _, selection: __, ...from }: ReturnType<typeof distillations.all>[number]) => {
    const { id, recipe } = from;
    const kept = distillationEpochs.of(id).flatMap(({ epoch, isCheckpoint }) => (isCheckpoint ? [epoch] : []));
    const { classes } = datasets.get(from.datasetId)!;
    const learnerId = from.runId ?? primitiveRunId;
    const isApplied = from.origin === "imported" && learnerId !== null;
    const measured = isApplied ? await importedBaselines(context, { distillationId: id, primitiveRunId: learnerId }) : result;
    // A damaged file is told by the pictures; the others are listed all the same.
    const labels = result?.labels ?? (kept.length > 0 ? await images.labels(id, kept[0]!).catch(() => []) : []);
    return {
      ...from,
      state: state === "finished" ? ("finished" as const) : ("distilling" as const),
      isForCurrentLearner: from.runId !== null && from.runId === primitiveRunId,
      classes,
      gradientSteps: result?.gradientSteps ?? recipe?.gradientSteps ?? 1,
      repeats: result?.repeats ?? recipe?.repeats ?? 1,
      labels,
      missingClasses: result?.missingClasses ?? [],
      checkpoints: result?.checkpoints ?? kept,
      losses: measured?.losses ?? null,
      wallSeconds: result?.cost?.wallSeconds ?? null,
      imagesSeen: result?.cost?.imagesSeen ?? null,
      peakBytes: result?.cost?.peakBytes ?? null,
      digest: result?.digest ?? null,
      resumableJobId: state === "finished" ? null : jobOf(id),
    };
  };
  return Promise.all(distillations.all().map(summary));
}
