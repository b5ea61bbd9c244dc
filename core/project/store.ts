// project.sqlite as its tables. The engine holds the only store of a project; every change is committed when its call returns.
import { JobTable } from "../jobs/job-table.ts";
import { DataCheckTable } from "./data-checks.ts";
import { openDatabase } from "./database.ts";
import { DatasetTable } from "./datasets.ts";
import { DistillationEpochTable } from "./distillation-epochs.ts";
import { ExportDecisionTable } from "./export-decisions.ts";
import { History } from "./history.ts";
import { KnownSetTable } from "./known-sets.ts";
import {
  type CalibrationTable,
  calibrationTable,
  type DistillationTable,
  distillationTable,
  type EvaluationTable,
  evaluationTable,
  type PoolTable,
  type PrecisionEffectTable,
  type ProbeTable,
  poolTable,
  precisionEffectTable,
  probeTable,
} from "./outcomes.ts";
import { ReproductionUnitTable } from "./reproduction-units.ts";
import { RunTable } from "./runs.ts";
import { SelectionTable } from "./selections.ts";
import { SettingsTable } from "./settings.ts";
import { WeightsTable } from "./weights.ts";

export interface Store {
  settings: SettingsTable;
  datasets: DatasetTable;
  knownSets: KnownSetTable;
  exportDecisions: ExportDecisionTable;
  dataChecks: DataCheckTable;
  weights: WeightsTable;
  runs: RunTable;
  pools: PoolTable;
  calibrations: CalibrationTable;
  evaluations: EvaluationTable;
  precisionEffects: PrecisionEffectTable;
  distillations: DistillationTable;
  distillationEpochs: DistillationEpochTable;
  probes: ProbeTable;
  reproductionUnits: ReproductionUnitTable;
  selections: SelectionTable;
  history: History;
  jobs: JobTable;
  /** Why nothing can be changed, in one sentence; null when everything can. */
  readOnlyReason: string | null;
  /** All changes of `work` or none of them. */
  transaction<T>(work: () => T): T;
  close(): Promise<void>;
}

/**
 * Opens the store at `path`; with a `readOnlyReason` for viewing only.
 *
 * @throws InputError when the file is damaged; WorkbenchError `locked` when another program has it open
 */
export async function openStore(path: string, readOnlyReason: string | null = null): Promise<Store> {
  const { sql, close } = await openDatabase(path, readOnlyReason);
  return {
    settings: new SettingsTable(sql),
    datasets: new DatasetTable(sql),
    knownSets: new KnownSetTable(sql),
    exportDecisions: new ExportDecisionTable(sql),
    dataChecks: new DataCheckTable(sql),
    weights: new WeightsTable(sql),
    runs: new RunTable(sql),
    pools: poolTable(sql),
    calibrations: calibrationTable(sql),
    evaluations: evaluationTable(sql),
    precisionEffects: precisionEffectTable(sql),
    distillations: distillationTable(sql),
    distillationEpochs: new DistillationEpochTable(sql),
    probes: probeTable(sql),
    reproductionUnits: new ReproductionUnitTable(sql),
    selections: new SelectionTable(sql),
    history: new History(sql),
    jobs: new JobTable(sql),
    readOnlyReason: sql.readOnlyReason,
    transaction: (work) => sql.transaction(work),
    close,
  };
}
