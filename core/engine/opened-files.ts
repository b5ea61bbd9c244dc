// The project's tables that the engine keeps in memory, each read once: predictions, calibrations, and of the large ones, samples
// and mined pools, those that were asked for last.
import { join } from "node:path";
import { readSampleTable, type SampleTable } from "../datasets/sample-table.ts";
import { WorkbenchError } from "../errors.ts";
import { type Predictions, readPredictions } from "../evaluation/predictions-file.ts";
import { agreeingPositions } from "../mining/agreement.ts";
import { type AnchorCalibration, anchorsAt, calibrate } from "../mining/calibration.ts";
import { verdictColumns } from "../mining/pool-parts.ts";
import { runThrough } from "../mining/steps.ts";
import { readParquet } from "../project/parquet.ts";
import type { Project } from "../project/project.ts";
import { MinedPool, type PoolView, viewKey } from "./mined-pool.ts";
import { once, onceOfLatest } from "./once.ts";

/** Out-of-fold anchors as a selection sees them. */
export type CalibrationOfView = (view: PoolView) => AnchorCalibration;

export class OpenedFiles {
  readonly #project: Project;
  readonly #samples = new Map<string, Promise<SampleTable>>();
  readonly #pools = new Map<string, Promise<MinedPool>>();
  readonly #predictions = new Map<string, Promise<Predictions>>();
  readonly #calibrations = new Map<string, Promise<CalibrationOfView>>();

  constructor(project: Project) {
    this.#project = project;
  }

  samples(datasetId: string): Promise<SampleTable> {
    return onceOfLatest(this.#samples, datasetId, () => readSampleTable(this.#project.datasetDirectory(datasetId)));
  }

  /** @throws WorkbenchError `not-found` unless the pool is finished */
  pool(poolId: string): Promise<MinedPool> {
    const { store } = this.#project;
    const entry = store.pools.get(poolId);
    const dataset = entry && store.datasets.get(entry.datasetId);
    if (!dataset || entry.state !== "finished") throw new WorkbenchError("not-found", `There is no mined pool ${poolId}.`);
    return onceOfLatest(this.#pools, poolId, async () => {
      const source = { datasetId: dataset.id, classes: dataset.classes, samples: await this.samples(dataset.id) };
      return MinedPool.open(this.#project.poolDirectory(poolId), source);
    });
  }

  /** @throws WorkbenchError `not-found` unless the run is finished */
  predictions(runId: string): Promise<Predictions> {
    if (this.#project.store.runs.get(runId)?.state !== "finished")
      throw new WorkbenchError("not-found", `There is no finished run ${runId}.`);
    return once(this.#predictions, runId, () => readPredictions(this.#project.runDirectory(runId)));
  }

  /** Of a run on the data set that it was evaluated on. @throws WorkbenchError `not-found` unless the evaluation is finished */
  evaluatedPredictions(evaluationId: string): Promise<Predictions> {
    if (this.#project.store.evaluations.get(evaluationId)?.state !== "finished")
      throw new WorkbenchError("not-found", `There is no finished evaluation ${evaluationId}.`);
    return once(this.#predictions, evaluationId, () => readPredictions(this.#project.evaluationDirectory(evaluationId)));
  }

  /** @throws WorkbenchError `not-found` unless the calibration is finished */
  calibration(calibrationId: string): Promise<CalibrationOfView> {
    const { store } = this.#project;
    const entry = store.calibrations.get(calibrationId);
    const classCount = entry && store.datasets.get(entry.datasetId)?.classes.length;
    if (!entry?.result || !classCount) throw new WorkbenchError("not-found", `There is no finished calibration ${calibrationId}.`);
    const how = { folds: entry.result.folds, personDisjoint: entry.result.personDisjoint };
    return once(this.#calibrations, calibrationId, async () => {
      const path = join(this.#project.calibrationDirectory(calibrationId), "anchors.parquet");
      const anchors = await readParquet(path, { true_label: "SMALLINT", ...verdictColumns });
      const { true_label: trueLabels, label, margin, classifier_label: classifierLabel, confidence } = anchors;
      const ofRule = {
        margin: { trueLabels, labels: Uint8Array.from(label), values: margin },
        confidence: { trueLabels, labels: Uint8Array.from(classifierLabel), values: confidence },
      };
      const positions = runThrough(agreeingPositions(ofRule.margin.labels, ofRule.confidence.labels));
      const views = new Map<string, AnchorCalibration>();
      return (view) => {
        const columns = view.agreement ? anchorsAt(ofRule[view.rule], positions) : ofRule[view.rule];
        const known = views.get(viewKey(view)) ?? calibrate(columns, classCount, how);
        views.set(viewKey(view), known);
        return known;
      };
    });
  }
}
