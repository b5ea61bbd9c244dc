// What a data set's latest finished steps are: where a project goes back to when a folder is imported again.
import type { Store } from "../project/store.ts";
import { type Current, nothingYet } from "./context.ts";
import { isSame } from "./is-same.ts";
import { primitiveOf } from "./lineage.ts";

/**
 * The latest primitive learner of a data set, the latest pool that it mined, itself or retrained, what was made from that pool, and its
 * latest distillation. A comparison of rules saves no selection: pool and retraining with a saved one come first.
 */
export function latestMadeOf(
  store: Pick<Store, "runs" | "pools" | "calibrations" | "distillations" | "selections">,
  datasetId: string,
): Current {
  const { runs, pools, calibrations, distillations, selections } = store;
  const finished = runs.all().filter((run) => run.datasetId === datasetId && run.state === "finished"); // newest first
  const primitive = finished.find(({ role }) => role === "primitive");
  const mined = primitive
    ? pools.all().filter(({ runId, state }) => state === "finished" && primitiveOf(store, runId) === primitive.id)
    : [];
  const pool = mined.find(({ id }) => selections.get(id)) ?? mined[0];
  const retrained = pool ? finished.filter(({ role, poolId }) => role === "vas" && poolId === pool.id) : [];
  const vas = retrained.find(({ selection, poolId }) => isSame(selection, selections.get(poolId!))) ?? retrained[0];
  // A control belongs to the VAS before it.
  const control =
    vas &&
    finished.find(({ role, parentRunId, created }) => role === "control" && parentRunId === vas.parentRunId && created >= vas.created);
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
