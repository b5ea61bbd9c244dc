// The selected samples that belong to a learner: what a distillation is made from, and what images from elsewhere are compared with.
import type { DistillationSource } from "../pipeline.ts";
import type { Selection } from "../recipe.ts";
import { currentOf, type EngineContext } from "./context.ts";

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
  const { pools, selections } = engine.project.store;
  const { poolId: currentId, datasetId, primitiveRunId } = currentOf(engine);
  const isAsked = (pool: ReturnType<typeof pools.all>[number]) =>
    pool.runId === asked && pool.datasetId === datasetId && pool.result !== null;
  const poolId = asked === null ? currentId : pools.all().find(isAsked)?.id;
  if (!poolId) return { first: asked === null || asked === primitiveRunId ? "Mine the pool" : `Mine the pool with ${asked}` };
  const selection = selections.get(poolId);
  return selection ? { primitiveRunId: pools.get(poolId)!.runId, poolId, selection } : { first: "Choose a threshold" };
}
