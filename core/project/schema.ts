// The tables of project.sqlite, version by version. A version that was once released never changes: a new one is added below it.
import { usualSetup } from "../networks/network-setup.ts";
import type { Sql } from "./sql.ts";

/** Brings a database from the version before to the next one, within one transaction. */
export type Migration = (sql: Sql) => void;

/** JSON columns are checked by the schemas of the files that read them (settings.ts, runs.ts, ...). */
const version1: Migration = (sql) =>
  sql.script(`
    CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE datasets (id TEXT PRIMARY KEY, record TEXT NOT NULL, created TEXT NOT NULL) STRICT;
    CREATE TABLE runs (
      id TEXT PRIMARY KEY, role TEXT NOT NULL, state TEXT NOT NULL, network TEXT NOT NULL, recipe TEXT NOT NULL, seed INTEGER NOT NULL,
      dataset_id TEXT NOT NULL, data_digest TEXT NOT NULL, parent_run_id TEXT, pool_id TEXT, selection TEXT, result TEXT, created TEXT NOT NULL
    ) STRICT;
    CREATE TABLE run_epochs (run_id TEXT NOT NULL REFERENCES runs(id), epoch INTEGER NOT NULL, metrics TEXT NOT NULL, PRIMARY KEY (run_id, epoch)) STRICT;
    CREATE TABLE pools (id TEXT PRIMARY KEY, state TEXT NOT NULL, made_from TEXT NOT NULL, result TEXT, created TEXT NOT NULL) STRICT;
    CREATE TABLE calibrations (id TEXT PRIMARY KEY, state TEXT NOT NULL, made_from TEXT NOT NULL, result TEXT, created TEXT NOT NULL) STRICT;
    CREATE TABLE selections (pool_id TEXT PRIMARY KEY, selection TEXT NOT NULL) STRICT;
    CREATE TABLE history (
      position INTEGER PRIMARY KEY, title TEXT NOT NULL, key TEXT NOT NULL, before TEXT, after TEXT NOT NULL, is_undone INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE jobs (
      id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, input TEXT NOT NULL, state TEXT NOT NULL, phase TEXT NOT NULL,
      memo TEXT, error TEXT, seconds REAL NOT NULL, created TEXT NOT NULL
    ) STRICT;
  `);

/** Networks by name, size and normalisation, from pretrained weights: before, there was the compact network only, from its seed. Distillations. */
const version2: Migration = (sql) => {
  sql.script(`
    ALTER TABLE runs ADD COLUMN pretrained TEXT;
    CREATE TABLE weights (id TEXT PRIMARY KEY, record TEXT NOT NULL, created TEXT NOT NULL) STRICT;
    CREATE TABLE evaluations (id TEXT PRIMARY KEY, state TEXT NOT NULL, made_from TEXT NOT NULL, result TEXT, created TEXT NOT NULL) STRICT;
    CREATE TABLE precision_effects (id TEXT PRIMARY KEY, state TEXT NOT NULL, made_from TEXT NOT NULL, result TEXT, created TEXT NOT NULL) STRICT;
    ALTER TABLE runs ADD COLUMN das TEXT;
    CREATE TABLE distillations (id TEXT PRIMARY KEY, state TEXT NOT NULL, made_from TEXT NOT NULL, result TEXT, created TEXT NOT NULL) STRICT;
    CREATE TABLE distillation_epochs (
      distillation_id TEXT NOT NULL REFERENCES distillations(id), epoch INTEGER NOT NULL, metrics TEXT NOT NULL, PRIMARY KEY (distillation_id, epoch)
    ) STRICT;
    CREATE TABLE probes (id TEXT PRIMARY KEY, state TEXT NOT NULL, made_from TEXT NOT NULL, result TEXT, created TEXT NOT NULL) STRICT;
  `);
  sql.run("UPDATE runs SET network = ?", JSON.stringify(usualSetup("compact")));
};

/** Data sets on disk that the project was pointed at; the latest check of each data set; units of the paper's tables. */
const version3: Migration = (sql) =>
  sql.script(`
    CREATE TABLE known_sets (id TEXT PRIMARY KEY, record TEXT NOT NULL, created TEXT NOT NULL) STRICT;
    CREATE TABLE data_checks (dataset_id TEXT PRIMARY KEY, record TEXT NOT NULL, created TEXT NOT NULL) STRICT;
    CREATE TABLE reproduction_units (key TEXT PRIMARY KEY, made TEXT NOT NULL) STRICT;
  `);

/** Decisions to show pictures against their licences. */
const version4: Migration = (sql) =>
  sql.script("CREATE TABLE export_decisions (id INTEGER PRIMARY KEY, decision TEXT NOT NULL, created TEXT NOT NULL) STRICT;");

/** migrations[n] makes version n + 1. */
export const migrations: readonly Migration[] = [version1, version2, version3, version4];
