// The selected samples that belong to a learner: what a distillation is made from, and what images from elsewhere are compared with.
import type { DistillationSource } from "../pipeline.ts";
import type { Selection } from "../recipe.ts";
import { currentOf, type EngineContext } from "./context.ts";
import { primitiveOf } from "./lineage.ts";

export interface SelectedSource extends DistillationSource {
  poolId: string;
  selection: Selection;
}

/**
 * The current pool, or the latest one that the learner mined of the project's data set, and its selection.
 *
 * @param asked  a primitive learner of the project; null is the one that mined the current pool
 * @returns the step that comes first, where there is none
 */
export function selectedSource(engine: EngineContext, asked: string | null): SelectedSource | { first: string } {
  const { store } = engine.project;
  const { pools, selections } = store;
  const { poolId: currentId, datasetId, primitiveRunId } = currentOf(engine);
  const isAsked = (pool: ReturnType<typeof pools.all>[number]) =>
    primitiveOf(store, pool.runId) === asked && pool.datasetId === datasetId && pool.result !== null;
  const mined = pools.all().filter(isAsked); // one that a comparison mined has no selection
  const poolId = asked === null ? currentId : (mined.find(({ id }) => selections.get(id)) ?? mined[0])?.id;
  if (!poolId) return { first: asked === null || asked === primitiveRunId ? "Mine the pool" : `Mine the pool with ${asked}` };
  const selection = selections.get(poolId);
  return selection ? { primitiveRunId: primitiveOf(store, pools.get(poolId)!.runId), poolId, selection } : { first: "Choose a threshold" };
}
