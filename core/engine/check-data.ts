// The check of a data set as a job, and its report: kept with the project, and shown before any result.
import type { OutputOf } from "../contract/requests.ts";
import { currentOf, type EngineContext } from "./context.ts";
import type { JobInput } from "./job-inputs.ts";
import { datasetOf, locationOf, progressOf, type StageContext } from "./stage-context.ts";

export async function checkData(stage: StageContext, { datasetId }: Extract<JobInput, { kind: "check-data" }>): Promise<void> {
  const { engine } = stage;
  const check = await engine.compute.run(
    { kind: "check-data", dataset: locationOf(engine, datasetOf(stage)) },
    progressOf(stage, { hash: "hash", compare: "compare", look: "look" }),
    stage.signal,
  );
  engine.project.store.dataChecks.set(datasetId, check);
  engine.changed();
}

/** Of the project's data set. */
export function dataCheckOf(context: EngineContext): OutputOf<"data.check"> {
  const { datasetId } = currentOf(context);
  const latest = datasetId === null ? undefined : context.project.store.dataChecks.get(datasetId);
  return { report: latest && datasetId !== null ? { ...latest.check, datasetId, created: latest.created } : null };
}
