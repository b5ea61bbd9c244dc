// A thin layer over libsql, so that every statement of the project has typed values, and every fault the file's name and a mend.
import Database from "libsql";
import type { z } from "zod";
import { InputError, WorkbenchError } from "../errors.ts";
import { faultOf, fileSystemError } from "./file-system-error.ts";

export type SqlValue = string | number | null;
export type SqlRow = Record<string, SqlValue>;

/** The one connection to a database file. Statements are prepared once and kept. */
export class Sql {
  readonly #path: string;
  readonly #connection: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();
  /** Why nothing can be written, as the user should read it; null when everything can. */
  readonly readOnlyReason: string | null;

  /** @throws InputError when the file is not a database; WorkbenchError `locked` when another program holds it */
  constructor(path: string, readOnlyReason: string | null = null) {
    this.#path = path;
    this.readOnlyReason = readOnlyReason;
    this.#connection = this.#guarded(() => new Database(path));
  }

  /** All rows of a query. */
  all(query: string, ...values: SqlValue[]): SqlRow[] {
    return this.#guarded(() => this.#prepared(query).all(values) as SqlRow[]);
  }

  /** The first row of a query. */
  first(query: string, ...values: SqlValue[]): SqlRow | undefined {
    return this.all(query, ...values)[0]; // libsql's own get() adds a field of its own to the row
  }

  /** Runs a statement that changes something. Committed when it returns, unless a transaction is open. */
  run(statement: string, ...values: SqlValue[]): void {
    this.#requireWritable();
    this.#guarded(() => this.#prepared(statement).run(values));
  }

  /** Runs several statements that take no values. */
  script(statements: string): void {
    this.#requireWritable();
    this.#guarded(() => this.#connection.exec(statements));
  }

  /** The value of a pragma after setting it, where the text sets it. */
  pragma(text: string): SqlValue {
    const rows = this.#guarded(() => this.#connection.pragma(text)) as SqlRow[];
    return Object.values(rows[0] ?? {})[0] ?? null;
  }

  /** All of `work` or nothing of it, committed when this returns. Within another transaction it is part of that one. */
  transaction<T>(work: () => T): T {
    this.#requireWritable();
    if (this.#connection.inTransaction) return work();
    return this.#guarded(() => {
      this.#connection.exec("BEGIN IMMEDIATE");
      try {
        const result = work();
        this.#connection.exec("COMMIT");
        return result;
      } catch (error) {
        // A full disk has rolled back already; libsql's own transaction() then hides that error behind a second one.
        if (this.#connection.inTransaction) this.#connection.exec("ROLLBACK");
        throw error;
      }
    });
  }

  close(): void {
    this.#statements.clear();
    this.#connection.close();
  }

  /** A JSON column, checked. */
  parse<T>(schema: z.ZodType<T>, json: SqlValue | undefined, what: string): T {
    try {
      return schema.parse(JSON.parse(String(json)));
    } catch (error) {
      throw this.#damaged(`${what} that cannot be understood`, error);
    }
  }

  #prepared(text: string): Database.Statement {
    const known = this.#statements.get(text);
    if (known) return known;
    const prepared = this.#connection.prepare(text);
    this.#statements.set(text, prepared);
    return prepared;
  }

  #requireWritable(): void {
    if (this.readOnlyReason !== null) throw new WorkbenchError("read-only", this.readOnlyReason);
  }

  #guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      const { code = "" } = error as { code?: string };
      if (code === "SQLITE_NOTADB" || code.startsWith("SQLITE_CORRUPT")) throw this.#damaged("a damaged database", error);
      if (code.startsWith("SQLITE_BUSY")) {
        throw new WorkbenchError("locked", `${this.#path} is open in another program. Close it there, then try again.`, { cause: error });
      }
      throw faultOf(error) ? fileSystemError(error, this.#path) : error;
    }
  }

  #damaged(found: string, cause: unknown): InputError {
    const mend = "Put a backup of the project folder in its place; project.sqlite.v*.bak beside it are copies from before upgrades.";
    return new InputError({ file: this.#path, found, expected: "the database of a project", mend }, { cause });
  }
}
