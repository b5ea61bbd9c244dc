// Selected samples as compute is told of them.
import { promises } from "node:fs";
import { dirname } from "node:path";
import { picturePathOf } from "../datasets/picture-roots.ts";
import { rowsOf } from "../datasets/sample-table.ts";
import { InputError } from "../errors.ts";
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
  const row = datasetId === mined ? rows : await rowsInOther(engine, mined, datasetId, rows);
  await promises.mkdir(dirname(path), { recursive: true });
  await writeParquet(path, { row: "BIGINT", label: "SMALLINT" }, { row, label: labels });
}

/** The same pictures of the same pool, by their place in it. */
async function rowsInOther(engine: EngineContext, fromId: string, toId: string, rows: ArrayLike<number>): Promise<Uint32Array> {
  const poolOf = async (id: string) => {
    const samples = await engine.opened.samples(id);
    const { roots } = engine.project.store.datasets.get(id)!;
    return { rows: rowsOf(samples, "pool"), pictureAt: (row: number) => picturePathOf(roots, samples.files[row]!) };
  };
  const [from, to] = [await poolOf(fromId), await poolOf(toId)];
  const first = from.rows[0] ?? 0; // the pool's rows stand together
  return Uint32Array.from(rows, (row) => {
    const other = to.rows[row - first];
    if (other !== undefined && from.rows.length === to.rows.length && from.pictureAt(row) === to.pictureAt(other)) return other;
    throw new InputError({
      file: from.pictureAt(row),
      found: "a selected picture that the pool of the other data set lacks",
      expected: "the same pool beside both training sets",
      mend: "Put both data sets together with the same folder as their pool, then run the table again.",
    });
  });
}
