// The runs of a project: what each was asked, its epochs as they come, and its result. A finished run never changes.
import { z } from "zod";
import { EpochMetrics, RunRole } from "../contract/run-views.ts";
import { DasArm } from "../distillation/das-recipe.ts";
import { WorkbenchError } from "../errors.ts";
import { NetworkSetup } from "../networks/network-setup.ts";
import { Selection, TrainingRecipe } from "../recipe.ts";
import type { Sql, SqlRow } from "./sql.ts";
import { RunResult } from "./task-results.ts";

/** Imported weights, and the SHA-256 of their file. */
export const Pretrained = z.object({ weightsId: z.string(), digest: z.string() });
export type Pretrained = z.infer<typeof Pretrained>;

/** What is known when a run begins. */
export interface RunStart {
  id: string;
  role: RunRole;
  network: NetworkSetup;
  recipe: TrainingRecipe;
  seed: number;
  datasetId: string;
  dataDigest: string;
  /** The run whose weights it starts from; null starts from the seed. */
  parentRunId: string | null;
  /** The pretrained weights that it starts from; null for a run with a parent, and for one from the seed. */
  pretrained: Pretrained | null;
  /** Pool and selection of its auxiliary samples; null for training on anchors alone. */
  poolId: string | null;
  selection: Selection | null;
  /** Which retraining of a comparison of distilled images it is; null for other runs. */
  das: DasArm | null;
}

export interface RunEntry extends RunStart {
  state: "training" | "finished";
  /** null until finished. */
  result: RunResult | null;
  /** ISO 8601, UTC. */
  created: string;
}

export class RunTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  begin(run: RunStart): void {
    this.#sql.run(
      `INSERT INTO runs (id, role, state, network, recipe, seed, dataset_id, data_digest, parent_run_id, pool_id, selection, pretrained,
         das, created)
       VALUES (?, ?, 'training', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      run.id,
      run.role,
      JSON.stringify(run.network),
      JSON.stringify(run.recipe),
      run.seed,
      run.datasetId,
      run.dataDigest,
      run.parentRunId,
      run.poolId,
      run.selection && JSON.stringify(run.selection),
      run.pretrained && JSON.stringify(run.pretrained),
      run.das && JSON.stringify(run.das),
      new Date().toISOString(),
    );
  }

  /** An epoch that is repeated after a resume takes the place of its first telling. */
  addEpoch(runId: string, metrics: EpochMetrics): void {
    this.#sql.transaction(() => {
      this.#requireUnfinished(runId);
      this.#sql.run(
        "INSERT OR REPLACE INTO run_epochs (run_id, epoch, metrics) VALUES (?, ?, ?)",
        runId,
        metrics.epoch,
        JSON.stringify(metrics),
      );
    });
  }

  finish(runId: string, result: RunResult): void {
    this.#sql.transaction(() => {
      this.#requireUnfinished(runId);
      this.#sql.run("UPDATE runs SET state = 'finished', result = ? WHERE id = ?", JSON.stringify(RunResult.parse(result)), runId);
    });
  }

  get(id: string): RunEntry | undefined {
    const row = this.#sql.first("SELECT * FROM runs WHERE id = ?", id);
    return row && this.#read(row);
  }

  /** Newest first. */
  all(): RunEntry[] {
    return this.#sql.all("SELECT * FROM runs ORDER BY created DESC, rowid DESC").map((row) => this.#read(row));
  }

  /** In ascending order. */
  epochs(runId: string): EpochMetrics[] {
    const rows = this.#sql.all("SELECT metrics FROM run_epochs WHERE run_id = ? ORDER BY epoch", runId);
    return rows.map((row) => this.#sql.parse(EpochMetrics, row.metrics, `an epoch of run ${runId}`));
  }

  #requireUnfinished(runId: string): void {
    const state = this.#sql.first("SELECT state FROM runs WHERE id = ?", runId)?.state;
    if (state === undefined) throw new WorkbenchError("not-found", `There is no run ${runId}.`);
    if (state === "finished") throw new WorkbenchError("internal", `Run ${runId} is finished and never changes.`);
  }

  #read(row: SqlRow): RunEntry {
    const what = `a run ${row.id}`;
    return {
      id: String(row.id),
      role: this.#sql.parse(RunRole, JSON.stringify(row.role), what),
      state: row.state === "finished" ? "finished" : "training",
      network: this.#sql.parse(NetworkSetup, row.network, what),
      recipe: this.#sql.parse(TrainingRecipe, row.recipe, what),
      seed: Number(row.seed),
      datasetId: String(row.dataset_id),
      dataDigest: String(row.data_digest),
      parentRunId: row.parent_run_id as string | null,
      poolId: row.pool_id as string | null,
      selection: row.selection === null ? null : this.#sql.parse(Selection, row.selection, what),
      pretrained: row.pretrained === null ? null : this.#sql.parse(Pretrained, row.pretrained, what),
      das: row.das === null ? null : this.#sql.parse(DasArm, row.das, what),
      result: row.result === null ? null : this.#sql.parse(RunResult, row.result, what),
      created: String(row.created),
    };
  }
}
