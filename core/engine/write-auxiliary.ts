// Selected samples as compute is told of them.
import { promises } from "node:fs";
import { dirname } from "node:path";
import { writeParquet } from "../project/parquet.ts";
import type { Selection } from "../recipe.ts";
import type { EngineContext } from "./context.ts";

/** Writes the selected samples of a pool: columns row (of samples.parquet) and label (pseudo-label). */
export async function writeAuxiliary(engine: EngineContext, poolId: string, selection: Selection, path: string): Promise<void> {
  const pool = await engine.opened.pool(poolId);
  const { rows, labels } = (await pool.index(selection)).auxiliary(selection);
  await promises.mkdir(dirname(path), { recursive: true });
  await writeParquet(path, { row: "BIGINT", label: "SMALLINT" }, { row: rows, label: labels });
}
