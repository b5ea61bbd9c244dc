// Column types of the project's Parquet files, and the copying between JavaScript arrays and DuckDB's vectors of 2048 rows.
import { BIGINT, type DuckDBDataChunk, type DuckDBVector, FLOAT, INTEGER, SMALLINT, VARCHAR } from "@duckdb/node-api";

/** BIGINT holds whole numbers below 2^53 here: row numbers, which JavaScript counts exactly. */
export const duckTypes = { BIGINT, INTEGER, SMALLINT, FLOAT, VARCHAR } as const;
export type ColumnType = keyof typeof duckTypes;

/** Column names with their types, in file order: `{ row: "BIGINT", label: "SMALLINT", margin: "FLOAT", file: "VARCHAR" }`. */
export type ColumnSpec = Readonly<Record<string, ColumnType>>;

interface ReadArrays {
  BIGINT: Float64Array;
  INTEGER: Int32Array;
  SMALLINT: Int16Array;
  FLOAT: Float32Array;
  VARCHAR: string[];
}

/** What reading gives for a spec: one array a column, all of the same length. */
export type ColumnsOf<S extends ColumnSpec> = { [N in keyof S]: ReadArrays[S[N]] };

/** What writing takes for a spec: typed or plain arrays of numbers, and of strings for VARCHAR. */
export type WritableColumnsOf<S extends ColumnSpec> = {
  [N in keyof S]: S[N] extends "VARCHAR" ? readonly string[] : ArrayLike<number>;
};

/** Columns of `rowCount` rows, to be filled. */
export function emptyColumns<S extends ColumnSpec>(spec: S, rowCount: number): ColumnsOf<S> {
  return Object.fromEntries(Object.entries(spec).map(([name, type]) => [name, emptyColumn(type, rowCount)])) as ColumnsOf<S>;
}

function emptyColumn(type: ColumnType, rowCount: number): ReadArrays[ColumnType] {
  switch (type) {
    case "BIGINT":
      return new Float64Array(rowCount);
    case "INTEGER":
      return new Int32Array(rowCount);
    case "SMALLINT":
      return new Int16Array(rowCount);
    case "FLOAT":
      return new Float32Array(rowCount);
    case "VARCHAR":
      return new Array<string>(rowCount);
  }
}

/** SQL that reads a column as the vector that `copyFromVector` expects: row numbers come as doubles, six times as fast as BigInts. */
export const readExpression = (quotedName: string, type: ColumnType): string => (type === "BIGINT" ? `${quotedName}::DOUBLE` : quotedName);

/** Fills column `index` of a chunk with `values[first ...]`. Throws on a fraction or an overflow in a whole-number column. */
export function copyToVector(
  chunk: DuckDBDataChunk,
  index: number,
  type: ColumnType,
  values: ArrayLike<number | string>,
  first: number,
): void {
  const vector = chunk.getColumnVector(index);
  const count = chunk.rowCount;
  if (type === "BIGINT") for (let i = 0; i < count; i++) vector.setItem(i, BigInt(values[first + i]!));
  else for (let i = 0; i < count; i++) vector.setItem(i, values[first + i]!);
  vector.flush();
}

/**
 * Copies column `index` of a chunk to `target[first ...]`.
 *
 * @returns the first row of the chunk without a value, or -1 when all have one
 */
export function copyFromVector(chunk: DuckDBDataChunk, index: number, target: ReadArrays[ColumnType], first: number): number {
  const vector = chunk.getColumnVector(index);
  const count = chunk.rowCount;
  // The same loop once a type: a single one over all types is four times as slow, because its calls cannot be specialised.
  if (target instanceof Float32Array) return copyFloats(vector, count, target, first);
  if (target instanceof Float64Array) return copyDoubles(vector, count, target, first);
  if (target instanceof Int16Array) return copyShorts(vector, count, target, first);
  if (target instanceof Int32Array) return copyIntegers(vector, count, target, first);
  return copyTexts(vector, count, target, first);
}

function copyFloats(vector: DuckDBVector, count: number, target: Float32Array, first: number): number {
  for (let i = 0; i < count; i++) {
    const value = vector.getItem(i) as number | null;
    if (value === null) return i;
    target[first + i] = value;
  }
  return -1;
}

function copyDoubles(vector: DuckDBVector, count: number, target: Float64Array, first: number): number {
  for (let i = 0; i < count; i++) {
    const value = vector.getItem(i) as number | null;
    if (value === null) return i;
    target[first + i] = value;
  }
  return -1;
}

function copyShorts(vector: DuckDBVector, count: number, target: Int16Array, first: number): number {
  for (let i = 0; i < count; i++) {
    const value = vector.getItem(i) as number | null;
    if (value === null) return i;
    target[first + i] = value;
  }
  return -1;
}

function copyIntegers(vector: DuckDBVector, count: number, target: Int32Array, first: number): number {
  for (let i = 0; i < count; i++) {
    const value = vector.getItem(i) as number | null;
    if (value === null) return i;
    target[first + i] = value;
  }
  return -1;
}

function copyTexts(vector: DuckDBVector, count: number, target: string[], first: number): number {
  for (let i = 0; i < count; i++) {
    const value = vector.getItem(i) as string | null;
    if (value === null) return i;
    target[first + i] = value;
  }
  return -1;
}
