// Rows of a CSV file as a stream, each with its line, from a file of which nothing is known. Whatever the bytes are, only an
// InputError escapes; memory is bounded by the longest row and the row count.
import { createReadStream, type Stats, statSync } from "node:fs";
import { pipeline } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { InputError } from "../errors.ts";

/** Values of the wanted columns, by name. */
export interface CsvRow<Column extends string> {
  /** 1-based; of a quoted value with line breaks, the last of its lines. */
  line: number;
  values: Record<Column, string>;
}

/** Characters a row; nothing here needs more than a path and two words. */
const rowLimit = 32 * 1024;
/** A JavaScript Map holds 2^24 entries, and the files of a data set are kept in one. */
export const rowCountLimit = 2 ** 24 - 1;

const separatorMend = "Save the file as UTF-8 text with commas between the columns.";

/**
 * Reads the named columns of a CSV file: UTF-8 with or without byte order mark, LF or CRLF, columns in any order, others ignored.
 *
 * @param columns   that the header must name, in any case
 * @param optional  columns that are "" in every row when the header lacks them
 * @throws InputError with the line
 */
export async function* csvRows<Column extends string>(
  file: string,
  columns: readonly Column[],
  optional: readonly Column[] = [],
): AsyncGenerator<CsvRow<Column>> {
  requireTextFile(file);
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true, // counted below, for an error with our words
    skip_empty_lines: true,
    record_delimiter: ["\r\n", "\n", "\r"],
    max_record_size: rowLimit,
  });
  pipeline(createReadStream(file), parser, () => undefined); // errors arrive through the iterator
  let positions: Record<Column, number> | undefined;
  let width = 0;
  let rowCount = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      const line = info.lines;
      requireText(record, file, line);
      if (!positions) {
        positions = readHeader(record, columns, optional, file, line);
        width = record.length;
        continue;
      }
      if (record.length !== width) throw wrongWidth(file, line, record.length, width);
      if (++rowCount > rowCountLimit) throw tooManyRows(file, line);
      const values = {} as Record<Column, string>;
      for (const name of columns) values[name] = record[positions[name]]!;
      for (const name of optional) values[name] = record[positions[name]] ?? "";
      yield { line, values };
    }
  } catch (error) {
    throw error instanceof InputError ? error : parseErrorOf(error, file);
  } finally {
    parser.destroy();
  }
  if (!positions) {
    const expected = `a header that names ${list(columns)}`;
    throw new InputError({ file, line: 1, found: "an empty file", expected, mend: "Write the header and a row for each image." });
  }
}

function requireTextFile(file: string): void {
  const expected = "a CSV file";
  let stats: Stats | undefined;
  try {
    stats = statSync(file, { throwIfNoEntry: false });
  } catch (cause) {
    throw unreadable(file, cause);
  }
  if (!stats) throw new InputError({ file, found: "no such file", expected, mend: "Choose the folder that holds it, or write it there." });
  if (!stats.isFile())
    throw new InputError({
      file,
      found: stats.isDirectory() ? "a folder" : "no ordinary file",
      expected,
      mend: "Put the file in its place.",
    });
}

function requireText(record: string[], file: string, line: number): void {
  if (!record.some((value) => value.includes("\u0000"))) return;
  throw new InputError({ file, line, found: "a NUL byte", expected: "text", mend: separatorMend });
}

function readHeader<Column extends string>(
  record: string[],
  columns: readonly Column[],
  optional: readonly Column[],
  file: string,
  line: number,
): Record<Column, number> {
  const names = record.map((name) => name.trim().toLowerCase());
  const found = `the columns ${list(record.map((name) => shorten(name.trim())))}`;
  const missing = columns.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    const expected = `the columns ${list(columns)}`;
    throw new InputError({ file, line, found, expected, mend: `Add ${list(missing)} to the header. ${separatorMend}` });
  }
  const twice = [...columns, ...optional].find((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (twice) throw new InputError({ file, line, found, expected: `one column ${twice}`, mend: "Remove the other one." });
  return Object.fromEntries([...columns, ...optional].map((name) => [name, names.indexOf(name)])) as Record<Column, number>;
}

function wrongWidth(file: string, line: number, found: number, expected: number): InputError {
  const mend = "Give the row as many values as the header has columns; put a value that holds a comma between double quotes.";
  return new InputError({ file, line, found: count(found, "value"), expected: count(expected, "value"), mend });
}

function tooManyRows(file: string, line: number): InputError {
  return new InputError({
    file,
    line,
    found: `more than ${rowCountLimit} rows`,
    expected: `at most ${rowCountLimit}`,
    mend: "Split the data set.",
  });
}

function parseErrorOf(error: unknown, file: string): InputError {
  if (!(error instanceof CsvError)) return unreadable(file, error);
  const line = typeof error.lines === "number" ? error.lines : undefined;
  if (error.code === "CSV_MAX_RECORD_SIZE") {
    const mend = "Close the double quote that was opened before this line, or shorten the line.";
    return new InputError(
      { file, line, found: `a row of more than ${rowLimit} characters`, expected: "a shorter row", mend },
      { cause: error },
    );
  }
  const mend = "Double every double quote inside a value, and put the value between double quotes.";
  return new InputError(
    { file, line, found: "a double quote out of place", expected: "values as CSV writes them", mend },
    { cause: error },
  );
}

function unreadable(file: string, cause: unknown): InputError {
  const code = (cause as NodeJS.ErrnoException | null)?.code ?? String(cause);
  return new InputError(
    {
      file,
      found: `a file that cannot be read (${code})`,
      expected: "a CSV file",
      mend: "Check that you may read it and that its disk is sound.",
    },
    { cause },
  );
}

const list = (names: readonly string[]): string => names.join(", ");
const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** A value of a stranger's file, quoted for an error message, cut where it gets long, without control characters. */
export const quote = (value: string): string => `"${shorten(value)}"`;
const shorten = (value: string): string => {
  const printable = Array.from(value.slice(0, 81), (character) => (character < " " || character === "\u007f" ? "\ufffd" : character));
  return printable.length > 80 ? `${printable.slice(0, 80).join("")}…` : printable.join("");
};
