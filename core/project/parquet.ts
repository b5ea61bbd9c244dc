// Parquet files of the project, written and read by column through DuckDB: samples, pool parts, predictions, selections.
// Rows keep their order. One file is written at a time, durably; several parts are read as one table.
import { resolve } from "node:path";
import { type DuckDBConnection, DuckDBDataChunk } from "@duckdb/node-api";
import { InputError, WorkbenchError } from "../errors.ts";
import { quoteName, quoteText, withDuckDB } from "./duckdb.ts";
import { produceDurably, type WrittenFile } from "./durable.ts";
import {
  type ColumnSpec,
  type ColumnsOf,
  copyFromVector,
  copyToVector,
  duckTypes,
  emptyColumns,
  readExpression,
  type WritableColumnsOf,
} from "./parquet-columns.ts";

export type { ColumnSpec, ColumnsOf, WritableColumnsOf } from "./parquet-columns.ts";

/** DuckDB's vector size: the rows of a chunk. */
const chunkRows = 2048;
/** Appending is synchronous; after so many chunks (a few milliseconds) other work of the process gets a turn. */
const chunksBetweenBreaths = 16;

/**
 * Writes one Parquet file (zstd), durably. Numbers are checked on the way: a fraction or an overflow in a whole-number column throws.
 *
 * @throws WorkbenchError `disk-full` or `read-only` with the path; the old file, if there was one, is untouched then
 */
export async function writeParquet<S extends ColumnSpec>(path: string, spec: S, columns: WritableColumnsOf<S>): Promise<WrittenFile> {
  const names = Object.keys(spec);
  const rowCount = commonLength(path, names, columns);
  return produceDurably(path, (temporaryPath) =>
    withDuckDB([temporaryPath], async (connection) => {
      await connection.run(`CREATE TABLE part (${names.map((name) => `${quoteName(name)} ${spec[name]}`).join(", ")})`);
      await append(connection, spec, columns, rowCount);
      const target = quoteText(resolve(temporaryPath));
      await connection.run(`COPY part TO ${target} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)`);
    }),
  );
}

/**
 * Reads the named columns of one file, or of several parts one after the other in the order given.
 *
 * @param absent  columns that files of older versions lack, with the number that stands in every row then
 * @throws InputError when a file is damaged, lacks a column, holds it in another type, or has an empty value in it
 * @throws WorkbenchError `not-found` when a file is missing
 */
export async function readParquet<S extends ColumnSpec>(
  paths: string | readonly string[],
  spec: S,
  absent: Readonly<Record<string, number>> = {},
): Promise<ColumnsOf<S>> {
  const files = (typeof paths === "string" ? [paths] : paths).map((path) => resolve(path));
  if (files.length === 0) return emptyColumns(spec, 0);
  const place = files.length === 1 ? files[0]! : `${files[0]} and ${files.length - 1} more`;
  return withDuckDB(files, async (connection) => {
    const source = `read_parquet([${files.map(quoteText).join(", ")}], hive_partitioning = false)`;
    try {
      const present = await presentColumns(connection, source, spec, absent, place);
      const counted = await connection.runAndReadAll(`SELECT count(*) FROM ${source}`);
      const rowCount = Number(counted.getRows()[0]![0]);
      const columns = await readColumns(connection, source, present, rowCount, place);
      const missing = Object.entries(spec).filter(([name]) => !Object.hasOwn(present, name));
      const added = emptyColumns(Object.fromEntries(missing), rowCount);
      for (const [name] of missing) (added[name] as Int32Array).fill(absent[name]!);
      return { ...columns, ...added } as ColumnsOf<S>;
    } catch (error) {
      throw readError(error, place);
    }
  });
}

function commonLength<S extends ColumnSpec>(path: string, names: string[], columns: WritableColumnsOf<S>): number {
  const rowCount = columns[names[0]!]?.length ?? 0;
  const odd = names.find((name) => columns[name]?.length !== rowCount);
  if (odd === undefined) return rowCount;
  const found = `${columns[odd]?.length} values in column "${odd}"`;
  throw new WorkbenchError("internal", `${path}: found ${found}, expected ${rowCount} as in column "${names[0]}".`);
}

async function append<S extends ColumnSpec>(
  connection: DuckDBConnection,
  spec: S,
  columns: WritableColumnsOf<S>,
  rowCount: number,
): Promise<void> {
  const names = Object.keys(spec);
  const appender = await connection.createAppender("part");
  const chunk = DuckDBDataChunk.create(names.map((name) => duckTypes[spec[name]!]));
  for (let first = 0, chunks = 1; first < rowCount; first += chunkRows, chunks++) {
    chunk.reset();
    chunk.rowCount = Math.min(chunkRows, rowCount - first);
    names.forEach((name, index) => {
      copyToVector(chunk, index, spec[name]!, columns[name]!, first);
    });
    appender.appendDataChunk(chunk);
    if (chunks % chunksBetweenBreaths === 0) await new Promise((resume) => setImmediate(resume));
  }
  appender.closeSync();
}

/** The columns of `spec` that the files have. @throws InputError when they lack another than those of `absent` */
async function presentColumns<S extends ColumnSpec>(
  connection: DuckDBConnection,
  source: string,
  spec: S,
  absent: Readonly<Record<string, number>>,
  place: string,
): Promise<ColumnSpec> {
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${source}`);
  const found = new Map(described.getRows().map((row) => [String(row[0]), String(row[1])]));
  const wanted = Object.entries(spec).filter(([name]) => found.has(name) || !Object.hasOwn(absent, name));
  for (const [name, type] of wanted) {
    if (found.get(name) === type) continue;
    throw new InputError({
      file: place,
      found: found.has(name) ? `column "${name}" of type ${found.get(name)}` : `the columns ${[...found.keys()].join(", ")}`,
      expected: `a column "${name}" of type ${type}`,
      mend: remake,
    });
  }
  return Object.fromEntries(wanted);
}

async function readColumns<S extends ColumnSpec>(
  connection: DuckDBConnection,
  source: string,
  spec: S,
  rowCount: number,
  place: string,
): Promise<ColumnsOf<S>> {
  const names = Object.keys(spec);
  const columns = emptyColumns(spec, rowCount);
  const expressions = names.map((name) => readExpression(quoteName(name), spec[name]!));
  const result = await connection.stream(`SELECT ${expressions.join(", ")} FROM ${source}`);
  let first = 0;
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    names.forEach((name, index) => {
      const emptyRow = copyFromVector(chunk!, index, columns[name]!, first);
      if (emptyRow >= 0) throw emptyValue(`${place}, column "${name}"`, first + emptyRow);
    });
    first += chunk.rowCount;
  }
  return columns;
}

const remake = "Run the step that made this file again.";

function emptyValue(place: string, row: number): InputError {
  return new InputError({ file: place, found: `nothing in row ${row}`, expected: "a value in every row", mend: remake });
}

function readError(error: unknown, place: string): WorkbenchError {
  if (error instanceof WorkbenchError) return error;
  const message = (error instanceof Error ? error.message : String(error)).split("\n")[0]!;
  if (/No files found|No such file/i.test(message))
    return new WorkbenchError("not-found", `${place} is missing. ${remake}`, { cause: error });
  return new InputError(
    { file: place, found: `a file that cannot be read (${message})`, expected: "a whole Parquet file", mend: remake },
    { cause: error },
  );
}
