import { copyFile, mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDatabase, openDatabase } from "./database.ts";
import type { Migration } from "./schema.ts";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "database-"));
  path = join(folder, "project.sqlite");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Version 1 counts faces; version 2 also names the set they belong to; version 3 forgets the small sets. */
const version1: Migration = (sql) => sql.script("CREATE TABLE faces (id TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT");
const version2: Migration = (sql) => sql.script("ALTER TABLE faces ADD COLUMN origin TEXT NOT NULL DEFAULT 'unknown'");
const version3: Migration = (sql) => sql.script("DELETE FROM faces WHERE count < 10");
const failing: Migration = (sql) => {
  sql.script("DROP TABLE faces");
  throw new Error("no way to version 3");
};

/** A database of version 1 with two sets. */
async function makeOlder(): Promise<void> {
  await createDatabase(path, [version1]);
  const { sql, close } = await openDatabase(path, null, [version1]);
  sql.run("INSERT INTO faces VALUES (?, ?)", "anchors", 1400);
  sql.run("INSERT INTO faces VALUES (?, ?)", "tests", 7);
  await close();
}

async function rowsOf(file: string, migrations: Migration[]): Promise<unknown> {
  const { sql, close } = await openDatabase(file, null, migrations);
  const rows = sql.all("SELECT * FROM faces ORDER BY id");
  await close();
  return rows;
}

describe("a project database of an older version", () => {
  it("is brought up to date in one step, after a copy of it was made", async () => {
    await makeOlder();
    expect(await rowsOf(path, [version1, version2, version3])).toEqual([{ id: "anchors", count: 1400, origin: "unknown" }]);
    expect((await readdir(folder)).sort()).toEqual(["project.sqlite", "project.sqlite.v1.bak"]);
    expect(await rowsOf(`${path}.v1.bak`, [version1])).toEqual([
      { id: "anchors", count: 1400 },
      { id: "tests", count: 7 },
    ]);
  });

  it("has what a killed program had committed in its copy too", async () => {
    await createDatabase(path, [version1]);
    const killed = await openDatabase(path, null, [version1]);
    killed.sql.run("INSERT INTO faces VALUES (?, ?)", "anchors", 1400);
    expect((await readFile(`${path}-wal`)).byteLength).toBeGreaterThan(0); // the rows are in the log only
    const copy = join(folder, "left", "project.sqlite");
    await mkdir(join(folder, "left"));
    await copyFile(path, copy);
    await copyFile(`${path}-wal`, `${copy}-wal`);
    expect(await rowsOf(copy, [version1, version2])).toEqual([{ id: "anchors", count: 1400, origin: "unknown" }]);
    expect(await rowsOf(`${copy}.v1.bak`, [version1])).toEqual([{ id: "anchors", count: 1400 }]);
    await killed.close();
  });

  it("stays what it was when a step fails", async () => {
    await makeOlder();
    await expect(openDatabase(path, null, [version1, version2, failing])).rejects.toThrow("no way to version 3");
    expect(await rowsOf(path, [version1])).toHaveLength(2);
  });

  it("is not copied again once it is up to date", async () => {
    await makeOlder();
    await rowsOf(path, [version1, version2]);
    await rm(`${path}.v1.bak`);
    await rowsOf(path, [version1, version2]);
    expect(await readdir(folder)).toEqual(["project.sqlite"]);
  });
});

describe("making a project database", () => {
  it("leaves nothing behind when it fails", async () => {
    await expect(createDatabase(path, [version1, failing])).rejects.toThrow("no way to version 3");
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("a statement", () => {
  it("that does not fit on the disk says so, and the transaction around it leaves nothing", async () => {
    await createDatabase(path, [version1]);
    const { sql, close } = await openDatabase(path, null, [version1]);
    sql.pragma("max_page_count = 4"); // as small as a full disk
    const fill = () =>
      sql.transaction(() => {
        for (let i = 0; i < 500; i++) sql.run("INSERT INTO faces VALUES (?, ?)", `set ${i} with a long name`, i);
      });
    expect(fill).toThrow(expect.objectContaining({ code: "disk-full", message: expect.stringContaining(path) }));
    expect(sql.all("SELECT * FROM faces")).toEqual([]);
    await close();
  });

  it("takes text, numbers and nothing as values", async () => {
    await createDatabase(path, [(sql) => sql.script("CREATE TABLE any (value ANY) STRICT")]);
    const { sql, close } = await openDatabase(path, null, [version1]);
    for (const value of ["it's", 2.5, null]) sql.run("INSERT INTO any VALUES (?)", value);
    expect(sql.all("SELECT value FROM any").map(({ value }) => value)).toEqual(["it's", 2.5, null]);
    expect(sql.first("SELECT value FROM any WHERE value = ?", "missing")).toBeUndefined();
    await close();
  });
});
