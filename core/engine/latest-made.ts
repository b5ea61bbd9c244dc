// What a data set's latest finished steps are: where a project goes back to when a folder is imported again.
import type { Store } from "../project/store.ts";
import { type Current, nothingYet } from "./context.ts";

/** The latest primitive learner of a data set, the latest pool that it mined, what was made from that pool, and its latest distillation. */
export function latestMadeOf(
  { runs, pools, calibrations, distillations }: Pick<Store, "runs" | "pools" | "calibrations" | "distillations">,
  datasetId: string,
): Current {
  const finished = runs.all().filter((run) => run.datasetId === datasetId && run.state === "finished"); // newest first
  const primitive = finished.find(({ role }) => role === "primitive");
  const pool = primitive && pools.all().find(({ runId, state }) => runId === primitive.id && state === "finished");
  const vas = pool && finished.find(({ role, poolId }) => role === "vas" && poolId === pool.id);
  // A control belongs to the VAS before it.
  const control =
    vas && finished.find(({ role, parentRunId, created }) => role === "control" && parentRunId === primitive?.id && created >= vas.created);
  const calibration = pool && calibrations.all().find(({ poolId, state }) => poolId === pool.id && state === "finished");
  const distillation = primitive && distillations.all().find(({ runId, result }) => runId === primitive.id && result !== null);
  return {
    ...nothingYet,
    datasetId,
    primitiveRunId: primitive?.id ?? null,
    poolId: pool?.id ?? null,
    calibrationId: calibration?.id ?? null,
    vasRunId: vas?.id ?? null,
    controlRunId: control?.id ?? null,
    distillationId: distillation?.id ?? null,
  };
}
