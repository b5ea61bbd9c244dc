// Jobs as the project remembers them: enough to name them, to resume them, and to see after a crash which one was running.
import { z } from "zod";
import { ErrorRecordSchema, JobKind, JobState } from "../contract/job-view.ts";
import type { Sql, SqlRow } from "../project/sql.ts";

export interface StoredJob {
  id: string;
  kind: JobKind;
  title: string;
  /** Checked by the schema of the job's definition when the job is resumed. */
  input: unknown;
  state: JobState;
  /** The last phase in words. */
  phase: string;
  /** What the job wants to know when it resumes: the runs and pools it made so far. */
  memo: unknown;
  error: z.infer<typeof ErrorRecordSchema> | null;
  /** Computing time of all its finished attempts. */
  seconds: number;
  /** ISO 8601, UTC. */
  created: string;
}

/** The changes of a job that are stored after it was added. */
export interface JobChange {
  state: JobState;
  phase: string;
  error: StoredJob["error"];
  seconds: number;
}

export class JobTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** False where the project is open for viewing only. */
  get isWritable(): boolean {
    return this.#sql.readOnlyReason === null;
  }

  add(job: { id: string; kind: JobKind; title: string; input: unknown }): void {
    this.#sql.run(
      "INSERT INTO jobs (id, kind, title, input, state, phase, seconds, created) VALUES (?, ?, ?, ?, 'queued', '', 0, ?)",
      job.id,
      job.kind,
      job.title,
      JSON.stringify(job.input),
      new Date().toISOString(),
    );
  }

  update(id: string, { state, phase, error, seconds }: JobChange): void {
    const record = error && JSON.stringify(error);
    this.#sql.run("UPDATE jobs SET state = ?, phase = ?, error = ?, seconds = ? WHERE id = ?", state, phase, record, seconds, id);
  }

  /** Committed when it returns: what the memo vouches for is already on the disk. */
  remember(id: string, memo: unknown): void {
    this.#sql.run("UPDATE jobs SET memo = ? WHERE id = ?", JSON.stringify(memo), id);
  }

  /** Jobs that an earlier process left queued or running become interrupted: there is nobody who works on them. */
  markInterrupted(): void {
    this.#sql.run("UPDATE jobs SET state = 'interrupted' WHERE state IN ('queued', 'running')");
  }

  get(id: string): StoredJob | undefined {
    const row = this.#sql.first("SELECT * FROM jobs WHERE id = ?", id);
    return row && this.#read(row);
  }

  /** In the order they were asked for. */
  all(): StoredJob[] {
    return this.#sql.all("SELECT * FROM jobs ORDER BY rowid").map((row) => this.#read(row));
  }

  #read(row: SqlRow): StoredJob {
    const what = `a job ${row.id}`;
    return {
      id: String(row.id),
      kind: this.#sql.parse(JobKind, JSON.stringify(row.kind), what),
      title: String(row.title),
      input: this.#sql.parse(z.unknown(), row.input, what),
      state: this.#sql.parse(JobState, JSON.stringify(row.state), what),
      phase: String(row.phase),
      memo: row.memo === null ? null : this.#sql.parse(z.unknown(), row.memo, what),
      error: row.error === null ? null : this.#sql.parse(ErrorRecordSchema, row.error, what),
      seconds: Number(row.seconds),
      created: String(row.created),
    };
  }
}
