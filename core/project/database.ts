// Opens project.sqlite at the version that this program knows: an older file is migrated after a copy of it was made, a newer one
// and one in a folder that cannot be written are opened as a private copy, for viewing only.
import { constants, promises } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError } from "../errors.ts";
import { produceDurably, promoteDurably, temporaryPathOf } from "./durable.ts";
import { migrations as knownMigrations, type Migration } from "./schema.ts";
import { Sql } from "./sql.ts";

/** "OmFe": marks a SQLite file as ours in its header. */
const applicationId = 0x4f6d4665;

export interface OpenedDatabase {
  sql: Sql;
  close(): Promise<void>;
}

/** Makes a new project.sqlite at the newest version; on any fault there is none. */
export async function createDatabase(path: string, migrations = knownMigrations): Promise<void> {
  const temporaryPath = temporaryPathOf(path);
  try {
    const sql = new Sql(temporaryPath);
    try {
      migrate(sql, 0, migrations);
    } finally {
      sql.close();
    }
  } catch (error) {
    await promises.rm(temporaryPath, { force: true });
    throw error;
  }
  await promoteDurably(temporaryPath, path);
}

/**
 * Opens a database for its only user. `readOnlyReason` says why nothing may be written, null that everything may.
 *
 * @throws InputError when the file is damaged or not of a project; WorkbenchError `locked` when another program has it open
 */
export async function openDatabase(
  path: string,
  readOnlyReason: string | null,
  migrations: readonly Migration[] = knownMigrations,
): Promise<OpenedDatabase> {
  if (readOnlyReason !== null) return openCopy(path, readOnlyReason);
  const sql = new Sql(path);
  try {
    const version = versionOf(sql, path);
    if (version > migrations.length) {
      sql.close();
      return openCopy(path, newerReason(version, migrations.length));
    }
    // An exclusive lock of the file system stands behind the lock file: it cannot go stale, and a second connection, which
    // SQLite 3.45's WAL-reset bug would need, is refused.
    sql.pragma("locking_mode = EXCLUSIVE");
    sql.pragma("journal_mode = WAL");
    sql.pragma("synchronous = FULL"); // a commit is on the disk before the window shows it
    sql.pragma("foreign_keys = ON");
    if (version < migrations.length) await migrateAfterCopy(sql, path, version, migrations);
  } catch (error) {
    try {
      closeWritable(sql);
    } catch {
      // What went wrong before is the error worth telling.
    }
    throw error;
  }
  return { sql, close: async () => closeWritable(sql) };
}

const newerReason = (version: number, known: number) =>
  `This project was saved by a newer version of the workbench (project format ${version}, known here up to ${known}). ` +
  "It can be viewed, not changed; update the workbench to work on it.";

function versionOf(sql: Sql, path: string): number {
  if (sql.pragma("application_id") === applicationId) return Number(sql.pragma("user_version"));
  throw new InputError({
    file: path,
    found: "a database of another program",
    expected: "the database of a project",
    mend: "Choose the folder of a project, or a new folder.",
  });
}

async function migrateAfterCopy(sql: Sql, path: string, version: number, migrations: readonly Migration[]): Promise<void> {
  const copyPath = `${path}.v${version}.bak`;
  await produceDurably(copyPath, async (temporaryPath) => {
    // VACUUM INTO sees the write-ahead log, a copy of the file would not. It overwrites an empty file only.
    sql.script(`VACUUM INTO '${temporaryPath.replaceAll("'", "''")}'`);
  });
  migrate(sql, version, migrations);
}

function migrate(sql: Sql, from: number, migrations: readonly Migration[]): void {
  sql.transaction(() => {
    for (const migration of migrations.slice(from)) migration(sql);
    sql.pragma(`application_id = ${applicationId}`);
    sql.pragma(`user_version = ${migrations.length}`);
  });
}

/**
 * A copy in the system's folder for temporary files, with the write-ahead log that a killed program left: SQLite cannot read such
 * a pair in a folder that it cannot write.
 */
async function openCopy(path: string, readOnlyReason: string): Promise<OpenedDatabase> {
  const folder = await promises.mkdtemp(join(tmpdir(), "omnifer-view-"));
  const remove = () => promises.rm(folder, { recursive: true, force: true });
  try {
    const copyPath = join(folder, "project.sqlite");
    for (const suffix of ["", "-wal"]) {
      if (suffix === "" || (await exists(path + suffix))) await copyWritable(path + suffix, copyPath + suffix);
    }
    const sql = new Sql(copyPath, readOnlyReason);
    try {
      versionOf(sql, path);
      sql.pragma("journal_mode = DELETE"); // takes what the log holds into the one file
      sql.pragma("query_only = ON");
      // Where an open file may be removed it is, so that a killed program leaves no copy of anybody's project behind.
      if (process.platform !== "win32") await remove();
    } catch (error) {
      sql.close();
      throw error;
    }
    const close = async () => {
      sql.close();
      await remove();
    };
    return { sql, close };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function copyWritable(from: string, to: string): Promise<void> {
  await promises.copyFile(from, to);
  await promises.chmod(to, 0o600); // the copy of a read-only file would be read-only
}

const exists = (path: string): Promise<boolean> =>
  promises.access(path, constants.F_OK).then(
    () => true,
    () => false,
  );

/** Leaves one whole file and no lock: without this the log stays beside it until the process ends. */
function closeWritable(sql: Sql): void {
  try {
    sql.pragma("journal_mode = DELETE");
    sql.pragma("locking_mode = NORMAL");
    sql.pragma("user_version"); // the lock goes with the next access
  } finally {
    sql.close();
  }
}
