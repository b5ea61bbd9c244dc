// The table that mining writes: one row an image of the pool, in parts. Mining, the engine and exports agree on it here.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { ColumnSpec } from "../project/parquet.ts";

/** Columns of a part in file order; one cosine a class (Eq. 4), then what follows from it (Eq. 5) and from the classifier (Eq. 2). */
export function poolPartSpec(classes: readonly string[]) {
  const cosines: Record<string, "FLOAT"> = Object.fromEntries(classes.map((name) => [cosineColumn(name), "FLOAT"]));
  return { row: "BIGINT", file: "VARCHAR", ...cosines, ...verdictColumns } satisfies ColumnSpec;
}

/** What a selection needs of a part. */
export const verdictColumns = { label: "SMALLINT", margin: "FLOAT", classifier_label: "SMALLINT", confidence: "FLOAT" } as const;

export const cosineColumn = (className: string): string => `cos_${className}`;

export const partName = (index: number): string => `part-${String(index).padStart(5, "0")}.parquet`;

/** Paths of a pool's finished parts, in order. */
export async function poolParts(poolDirectory: string): Promise<string[]> {
  const names = (await readdir(poolDirectory)).filter((name) => /^part-\d{5}\.parquet$/.test(name));
  return names.sort().map((name) => join(poolDirectory, name));
}
