// Pools, calibrations, evaluations, effects of a precision, distillations and probes: each is begun from something, and finished once with the result of its task.
import { z } from "zod";
import { DistillationRecipe } from "../distillation/distillation-recipe.ts";
import { WorkbenchError } from "../errors.ts";
import { PrecisionEffect } from "../mining/precision-effect.ts";
import { NetworkSetup } from "../networks/network-setup.ts";
import { Selection } from "../recipe.ts";
import type { Sql, SqlRow } from "./sql.ts";
import { CalibrationResult, DistillationResult, EvaluationResult, PoolResult, ProbeOutcome } from "./task-results.ts";

/** What a table keeps besides what the thing was made from. */
interface OutcomeFields<Result> {
  state: "begun" | "finished";
  /** null until finished. */
  result: Result | null;
  /** ISO 8601, UTC. */
  created: string;
}

type Table = "pools" | "calibrations" | "evaluations" | "precision_effects" | "distillations" | "probes";

class OutcomeTable<From extends { id: string }, Result> {
  readonly #sql: Sql;
  readonly #table: Table;
  readonly #from: z.ZodType<From>;
  readonly #result: z.ZodType<Result>;

  constructor(sql: Sql, table: Table, from: z.ZodType<From>, result: z.ZodType<Result>) {
    this.#sql = sql;
    this.#table = table;
    this.#from = from;
    this.#result = result;
  }

  begin(from: From): void {
    const json = JSON.stringify(this.#from.parse(from));
    const created = new Date().toISOString();
    this.#sql.run(`INSERT INTO ${this.#table} (id, state, made_from, created) VALUES (?, 'begun', ?, ?)`, from.id, json, created);
  }

  finish(id: string, result: Result): void {
    this.#sql.transaction(() => {
      const state = this.#sql.first(`SELECT state FROM ${this.#table} WHERE id = ?`, id)?.state;
      if (state === undefined) throw new WorkbenchError("not-found", `There is nothing called ${id} in ${this.#table}.`);
      if (state === "finished") throw new WorkbenchError("internal", `${id} is finished and never changes.`);
      const json = JSON.stringify(this.#result.parse(result));
      this.#sql.run(`UPDATE ${this.#table} SET state = 'finished', result = ? WHERE id = ?`, json, id);
    });
  }

  get(id: string): (From & OutcomeFields<Result>) | undefined {
    const row = this.#sql.first(`SELECT * FROM ${this.#table} WHERE id = ?`, id);
    return row && this.#read(row);
  }

  /** Newest first. */
  all(): (From & OutcomeFields<Result>)[] {
    return this.#sql.all(`SELECT * FROM ${this.#table} ORDER BY created DESC, rowid DESC`).map((row) => this.#read(row));
  }

  #read(row: SqlRow): From & OutcomeFields<Result> {
    return {
      ...this.#sql.parse(this.#from, row.made_from, `an origin of ${row.id}`),
      state: row.state === "finished" ? "finished" : "begun",
      result: row.result === null ? null : this.#sql.parse(this.#result, row.result, `a result of ${row.id}`),
      created: String(row.created),
    };
  }
}

/** The data set that was mined, and the primitive run that mined it. */
const PoolFrom = z.object({ id: z.string(), datasetId: z.string(), runId: z.string() });
/** The data set whose anchors were scored out of fold, for thresholds of this pool. */
const CalibrationFrom = z.object({ id: z.string(), datasetId: z.string(), poolId: z.string() });

/** A finished run, and the data set whose test images it was tried on. */
const EvaluationFrom = z.object({ id: z.string(), datasetId: z.string(), runId: z.string() });
/** The learner that was measured, on the data set whose pictures it scored, and the delta of the margin rule. */
const PrecisionEffectFrom = z.object({ id: z.string(), datasetId: z.string(), runId: z.string(), delta: z.number() });

/** Distilled images: what was distilled, for which learner and how. */
const DistillationFrom = z.object({
  id: z.string(),
  origin: z.enum(["selected", "anchor", "imported"]),
  /** Of the source's data set, or of the imported file. */
  name: z.string(),
  datasetId: z.string(),
  /** The learner; null for imported images that name none of this project. */
  runId: z.string().nullable(),
  /** Pool and selection of the samples; null unless they were selected ones. */
  poolId: z.string().nullable(),
  selection: Selection.nullable(),
  /** null for imported images. */
  recipe: DistillationRecipe.nullable(),
  network: NetworkSetup,
  seed: z.int(),
});
export type DistillationFrom = z.infer<typeof DistillationFrom>;
/** The distillation whose images were learnt from and asked about, by outer epoch. */
const ProbeFrom = z.object({
  id: z.string(),
  distillationId: z.string(),
  trainEpochs: z.array(z.int()),
  testEpochs: z.array(z.int()),
  seed: z.int(),
});

export const poolTable = (sql: Sql) => new OutcomeTable(sql, "pools", PoolFrom, PoolResult);
export const calibrationTable = (sql: Sql) => new OutcomeTable(sql, "calibrations", CalibrationFrom, CalibrationResult);
export const evaluationTable = (sql: Sql) => new OutcomeTable(sql, "evaluations", EvaluationFrom, EvaluationResult);
export const precisionEffectTable = (sql: Sql) => new OutcomeTable(sql, "precision_effects", PrecisionEffectFrom, PrecisionEffect);
export const distillationTable = (sql: Sql) => new OutcomeTable(sql, "distillations", DistillationFrom, DistillationResult);
export const probeTable = (sql: Sql) => new OutcomeTable(sql, "probes", ProbeFrom, ProbeOutcome);
export type PoolTable = ReturnType<typeof poolTable>;
export type CalibrationTable = ReturnType<typeof calibrationTable>;
export type EvaluationTable = ReturnType<typeof evaluationTable>;
export type PrecisionEffectTable = ReturnType<typeof precisionEffectTable>;
export type DistillationTable = ReturnType<typeof distillationTable>;
export type ProbeTable = ReturnType<typeof probeTable>;
