// The project's tables that the engine keeps in memory, each read once: predictions, calibrations, and of the large ones, samples
// and mined pools, those that were asked for last.
import { join } from "node:path";
import { readSampleTable, type SampleTable } from "../datasets/sample-table.ts";
import { WorkbenchError } from "../errors.ts";
import { type Predictions, readPredictions } from "../evaluation/predictions-file.ts";
import { type AnchorCalibration, calibrate } from "../mining/calibration.ts";
import { verdictColumns } from "../mining/pool-parts.ts";
import { readParquet } from "../project/parquet.ts";
import type { Project } from "../project/project.ts";
import type { SelectionRule } from "../recipe.ts";
import { MinedPool } from "./mined-pool.ts";
import { once, onceOfLatest } from "./once.ts";

export class OpenedFiles {
  readonly #project: Project;
  readonly #samples = new Map<string, Promise<SampleTable>>();
  readonly #pools = new Map<string, Promise<MinedPool>>();
  readonly #predictions = new Map<string, Promise<Predictions>>();
  readonly #calibrations = new Map<string, Promise<Record<SelectionRule, AnchorCalibration>>>();

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

  /** Out-of-fold anchors under each rule. @throws WorkbenchError `not-found` unless the calibration is finished */
  calibration(calibrationId: string): Promise<Record<SelectionRule, AnchorCalibration>> {
    const { store } = this.#project;
    const entry = store.calibrations.get(calibrationId);
    const classCount = entry && store.datasets.get(entry.datasetId)?.classes.length;
    if (!entry?.result || !classCount) throw new WorkbenchError("not-found", `There is no finished calibration ${calibrationId}.`);
    const how = { folds: entry.result.folds, personDisjoint: entry.result.personDisjoint };
    return once(this.#calibrations, calibrationId, async () => {
      const path = join(this.#project.calibrationDirectory(calibrationId), "anchors.parquet");
      const anchors = await readParquet(path, { true_label: "SMALLINT", ...verdictColumns });
      const ruleOf = (labels: Int16Array, values: Float32Array) =>
        calibrate({ trueLabels: anchors.true_label, labels: Uint8Array.from(labels), values }, classCount, how);
      return { margin: ruleOf(anchors.label, anchors.margin), confidence: ruleOf(anchors.classifier_label, anchors.confidence) };
    });
  }
}
