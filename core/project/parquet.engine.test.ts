import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withDuckDB } from "./duckdb.ts";
import { digestOfFile } from "./durable.ts";
import { type ColumnSpec, readParquet, writeParquet } from "./parquet.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "parquet-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const spec = { row: "BIGINT", file: "VARCHAR", label: "SMALLINT", person: "INTEGER", margin: "FLOAT" } as const satisfies ColumnSpec;
const threeFaces = {
  row: [2 ** 53 - 1, 0, 7],
  file: ["é'\"/ö.png", "", "a face with a long name that does not fit in twelve bytes.jpg"],
  label: Int16Array.of(-1, 6, 3),
  person: Int32Array.of(-1, 2 ** 31 - 1, 12),
  margin: Float32Array.of(0.25, -0, Number.NaN),
};

describe("parquet files", () => {
  it("give back every column as it was written, in the same order", async () => {
    const path = join(folder, "samples.parquet");
    const written = await writeParquet(path, spec, threeFaces);
    expect(written).toEqual(await digestOfFile(path));
    expect(await readParquet(path, spec)).toEqual({ ...threeFaces, row: Float64Array.from(threeFaces.row) });
    expect(await readdir(folder)).toEqual(["samples.parquet"]);
  });

  it("read only the columns that are asked for, in any order", async () => {
    const path = join(folder, "samples.parquet");
    await writeParquet(path, spec, threeFaces);
    expect(await readParquet(path, { label: "SMALLINT", row: "BIGINT" })).toEqual({
      label: threeFaces.label,
      row: Float64Array.from(threeFaces.row),
    });
  });

  it("have a number in every row of a column that came later, and still want all others", async () => {
    const path = join(folder, "older.parquet");
    await writeParquet(path, { row: "BIGINT" }, { row: [3, 4] });
    const later = { row: "BIGINT", sequence: "INTEGER" } as const;
    expect(await readParquet(path, later, { sequence: -1 })).toEqual({ row: Float64Array.of(3, 4), sequence: Int32Array.of(-1, -1) });
    await expect(readParquet(path, { ...later, label: "SMALLINT" }, { sequence: -1 })).rejects.toThrow('a column "label" of type SMALLINT');
    await writeParquet(path, later, { row: [3, 4], sequence: [5, 6] });
    expect((await readParquet(path, later, { sequence: -1 })).sequence).toEqual(Int32Array.of(5, 6));
  });

  it("keep 300,000 rows in order over several row groups and parts", async () => {
    const first = Float64Array.from({ length: 300_000 }, (_, i) => i * 3);
    const second = Float64Array.of(5, 4);
    const paths = [join(folder, "part-00001.parquet"), join(folder, "part-00000.parquet")];
    await writeParquet(paths[0]!, { row: "BIGINT" }, { row: first });
    await writeParquet(paths[1]!, { row: "BIGINT" }, { row: second });
    const { row } = await readParquet(paths, { row: "BIGINT" });
    expect(row).toEqual(Float64Array.from([...first, ...second]));
  });

  it("are the same bytes for the same rows", async () => {
    const paths = [join(folder, "a.parquet"), join(folder, "b.parquet")] as const;
    const first = await writeParquet(paths[0], spec, threeFaces);
    expect(await writeParquet(paths[1], spec, threeFaces)).toEqual(first);
  });

  it("may be empty", async () => {
    const path = join(folder, "none.parquet");
    await writeParquet(path, { row: "BIGINT", file: "VARCHAR" }, { row: [], file: [] });
    expect(await readParquet(path, { row: "BIGINT", file: "VARCHAR" })).toEqual({ row: new Float64Array(0), file: [] });
    expect(await readParquet([], { row: "BIGINT" })).toEqual({ row: new Float64Array(0) });
  });

  it("may lie in a folder whose name looks like a pattern, a quotation or a partition", async () => {
    const odd = join(folder, "faces [2020]*'s", "row=3");
    await mkdir(odd, { recursive: true });
    await writeParquet(join(odd, "a.parquet"), { row: "BIGINT" }, { row: [8] });
    expect(await readParquet(join(odd, "a.parquet"), { row: "BIGINT" })).toEqual({ row: Float64Array.of(8) });
  });

  it("come back for any rows", { timeout: 60_000 }, async () => {
    const anyRow = fc.record({
      row: fc.nat(2 ** 53 - 1),
      file: fc.string({ unit: "grapheme" }),
      label: fc.integer({ min: -32768, max: 32767 }),
      person: fc.integer(),
      margin: fc.float(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 50 }), async (rows) => {
        const columns = {
          row: Float64Array.from(rows, ({ row }) => row),
          file: rows.map(({ file }) => file),
          label: Int16Array.from(rows, ({ label }) => label),
          person: Int32Array.from(rows, ({ person }) => person),
          margin: Float32Array.from(rows, ({ margin }) => margin),
        };
        await writeParquet(join(folder, "any.parquet"), spec, columns);
        expect(await readParquet(join(folder, "any.parquet"), spec)).toEqual(columns);
      }),
      { numRuns: 25 },
    );
  });
});

describe("writing parquet", () => {
  it.each([
    ["a fraction in a whole-number column", { label: [0.5] }, /number is not an integer/],
    ["an overflow", { label: [40_000] }, /out of int16 range/],
    ["a fraction as row number", { row: [1.5] }, /1\.5/],
    ["columns of different lengths", { label: [1, 2] }, /found 2 values in column "label", expected 1 as in column "row"/],
  ])("refuses %s and keeps the old file", async (_, wrong, message) => {
    const path = join(folder, "part.parquet");
    await writeFile(path, "old");
    const columns = { row: [1], label: [1], ...wrong };
    await expect(writeParquet(path, { row: "BIGINT", label: "SMALLINT" }, columns)).rejects.toThrow(message);
    expect(await readFile(path, "utf8")).toBe("old");
    expect(await readdir(folder)).toEqual(["part.parquet"]);
  });
});

describe("reading parquet", () => {
  it("names a missing file", async () => {
    const path = join(folder, "part-00000.parquet");
    await expect(readParquet(path, { row: "BIGINT" })).rejects.toMatchObject({
      code: "not-found",
      message: `${path} is missing. Run the step that made this file again.`,
    });
  });

  it("names a column that is missing or of another type", async () => {
    const path = join(folder, "part.parquet");
    await writeParquet(path, { row: "BIGINT", label: "SMALLINT" }, { row: [1], label: [1] });
    await expect(readParquet(path, { margin: "FLOAT" })).rejects.toThrow(
      `${path}: found the columns row, label, expected a column "margin" of type FLOAT.`,
    );
    await expect(readParquet(path, { label: "FLOAT" })).rejects.toThrow(
      'found column "label" of type SMALLINT, expected a column "label" of type FLOAT',
    );
  });

  it("names the row of an empty value", async () => {
    const path = join(folder, "part.parquet");
    await withDuckDB([path], async (connection) => {
      await connection.run(
        `COPY (SELECT CASE WHEN i = 3000 THEN NULL ELSE i END::FLOAT AS margin FROM range(4000) t(i)) TO '${path}' (FORMAT parquet)`,
      );
    });
    await expect(readParquet(path, { margin: "FLOAT" })).rejects.toThrow(`${path}, column "margin": found nothing in row 3000`);
  });

  it.each([
    ["cut off", (path: string) => truncate(path, 100)],
    ["empty", (path: string) => truncate(path, 0)],
    ["something else", (path: string) => writeFile(path, "<html>not found</html>")],
  ])("refuses a file that is %s", async (_, damage) => {
    const path = join(folder, "part.parquet");
    await writeParquet(path, { row: "BIGINT" }, { row: Float64Array.from({ length: 5000 }, (_, i) => i) });
    await damage(path);
    await expect(readParquet(path, { row: "BIGINT" })).rejects.toMatchObject({ code: "bad-input", problem: { file: path } });
  });
});

describe("DuckDB as we open it", () => {
  it("sees the folders of the call and nothing else, and cannot be told otherwise", async () => {
    const other = join(folder, "other");
    await mkdir(other);
    await writeFile(join(folder, "secret.csv"), "a\n1\n");
    await withDuckDB([join(other, "part.parquet")], async (connection) => {
      await expect(connection.run(`SELECT * FROM read_csv('${join(folder, "secret.csv")}')`)).rejects.toThrow(/disabled by configuration/);
      await expect(connection.run(`COPY (SELECT 1) TO '${join(folder, "out.csv")}'`)).rejects.toThrow(/disabled by configuration/);
      await expect(connection.run("SET enable_external_access = true")).rejects.toThrow(/configuration/);
      await expect(connection.run("INSTALL httpfs")).rejects.toThrow();
    });
  });
});
