// From a recipe's choice to a selection: the thresholds that it means on a mined pool, found from the pool and from the anchors.
import { readAnchorScores } from "../mining/anchor-scores.ts";
import { chooseThresholds } from "../mining/delta-choice.ts";
import type { Selection, SelectionRecipe } from "../recipe.ts";
import type { EngineContext } from "./context.ts";
import { isSame } from "./is-same.ts";
import { epochsOf, primitiveOf } from "./lineage.ts";
import type { CalibrationOfView } from "./opened-files.ts";

/** @throws as `chooseThresholds` */
export async function selectionOf(
  engine: EngineContext,
  poolId: string,
  { rule, deltaChoice: choice, capPerClass, agreement }: SelectionRecipe,
): Promise<Selection> {
  const { store } = engine.project;
  const view = { rule, agreement };
  const pool = await engine.opened.pool(poolId);
  const [counts, calibration] = await Promise.all([pool.counts(view), calibrationOf(engine, poolId)]);
  const atTau: Selection = { ...view, delta: choice.by === "flexmatch" ? choice.tau : 0, deltaOfClass: [], capPerClass: null };
  const countsAtTau = await pool.countsAt(atTau);
  const thresholds = chooseThresholds(choice, {
    rule,
    counts,
    countAbove: (delta) => countsAtTau.countAt({ ...atTau, delta }).countByClass,
    calibration: calibration?.(view) ?? null,
    training: rule === "confidence" ? await readAnchorScores(engine.project.poolDirectory(poolId)) : null,
    epochs: epochsOf(store, store.pools.get(poolId)!.runId),
  });
  return { rule, ...thresholds, capPerClass, agreement };
}

/** Out-of-fold anchors for a mined pool; null where they were not asked for. */
export async function calibrationOf(engine: EngineContext, poolId: string): Promise<CalibrationOfView | null> {
  const id = calibrationIdOf(engine, poolId);
  return id === null ? null : engine.opened.calibration(id);
}

/**
 * The latest finished calibration that is about a pool: of the same primitive learner, precision and centroids. A retrained learner has
 * none of its own, because every fold would have to be retrained: thresholds of later rounds come from the folds of its primitive one.
 */
export function calibrationIdOf({ project }: EngineContext, poolId: string): string | null {
  const { store } = project;
  const about = (id: string) => {
    const pool = store.pools.get(id);
    if (!pool?.result) return null;
    const { precision, centroids } = pool.result;
    return { learner: primitiveOf(store, pool.runId), datasetId: pool.datasetId, precision, centroids };
  };
  const asked = about(poolId);
  const isAlike = (otherId: string) => otherId === poolId || isSame(about(otherId), asked);
  return store.calibrations.all().find((calibration) => calibration.result !== null && isAlike(calibration.poolId))?.id ?? null;
}
