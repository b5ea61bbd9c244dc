// Selected samples as compute is told of them.
import { promises } from "node:fs";
import { dirname } from "node:path";
import { rowsOfSamePool } from "../datasets/same-pool.ts";
import { writeParquet } from "../project/parquet.ts";
import type { Selection } from "../recipe.ts";
import type { EngineContext } from "./context.ts";

/**
 * Writes the selected samples of a pool: columns row (of samples.parquet) and label (pseudo-label).
 *
 * @param datasetId  whose rows they are to be: the data set that was mined, or one with the same pool
 * @throws InputError when the other data set has another pool
 */
export async function writeAuxiliary(
  engine: EngineContext,
  poolId: string,
  selection: Selection,
  path: string,
  datasetId = engine.project.store.pools.get(poolId)!.datasetId,
): Promise<void> {
  const pool = await engine.opened.pool(poolId);
  const { rows, labels } = (await pool.index(selection)).auxiliary(selection);
  const mined = engine.project.store.pools.get(poolId)!.datasetId;
  const row = datasetId === mined ? rows : rowsOfSamePool(await rowsOf(engine, mined), await rowsOf(engine, datasetId), rows);
  await promises.mkdir(dirname(path), { recursive: true });
  await writeParquet(path, { row: "BIGINT", label: "SMALLINT" }, { row, label: labels });
}

const rowsOf = async ({ opened, project }: EngineContext, datasetId: string) => ({
  samples: await opened.samples(datasetId),
  roots: project.store.datasets.get(datasetId)!.roots,
});
