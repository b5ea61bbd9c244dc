// The calibrate task: out-of-fold scores of the anchors, fold by fold. A task that was cut short goes on with the next fold.
import { createHash } from "node:crypto";
import { promises } from "node:fs";
import { readDatasetRecord } from "../../datasets/dataset-record.ts";
import { readSampleTable } from "../../datasets/sample-table.ts";
import { updatesInPass } from "../../learning/batches.ts";
import { loadAnchorsAndTest } from "../../learning/load-faces.ts";
import {
  type CalibrationRecord,
  joinFolds,
  readCalibrationRecord,
  writeCalibrationRecord,
  writeFold,
} from "../../mining/calibration-files.ts";
import { anchorFolds } from "../../mining/folds.ts";
import { type Fold, scoreFold } from "../../mining/out-of-fold.ts";
import { networkOf } from "../../networks/network.ts";
import { digestOfFile } from "../../project/durable.ts";
import { requirePrecision } from "../../tensor/bfloat16-support.ts";
import { startMeter } from "../cost.ts";
import type { CalibrateResult, CalibrateTask, TaskContext } from "../protocol.ts";

/** Phases: decode, folds (updates of all folds). */
export async function calibrate(task: CalibrateTask, context: TaskContext): Promise<CalibrateResult> {
  const { directory, classes } = task;
  for (const precision of [task.recipe.precision, task.precision]) requirePrecision(precision);
  await promises.mkdir(directory, { recursive: true });
  let record = await readCalibrationRecord(directory, await identityOf(task));
  const meter = startMeter(record.spent);
  const { folds, rows, files, labels, personDisjoint } = await foldsOf(task, context);
  const updatesOf = ({ learnt }: Fold) => task.recipe.epochs * updatesInPass(learnt.length, task.recipe);
  const total = folds.reduce((sum, fold) => sum + updatesOf(fold), 0);
  let before = 0;
  for (const [number, fold] of folds.entries()) {
    if (number >= record.foldsDone) {
      const onUpdate = (updates: number) => context.report({ type: "progress", phase: "folds", done: before + updates, total });
      const { batches, ...worked } = await scoreFold(fold, task.startWeights, {
        signal: context.signal,
        breathe: context.breathe,
        onUpdate,
      });
      const images = batches.map(({ positions, verdicts }) => ({
        rows: positions.map((position) => rows[position]!),
        files: positions.map((position) => files[rows[position]!]!),
        verdicts,
      }));
      await writeFold(
        directory,
        number,
        classes,
        images,
        fold.held.map((position) => labels[position]!),
      );
      record = recordAfter(record, worked, meter.spent());
      await writeCalibrationRecord(directory, record);
    }
    before += updatesOf(fold);
  }
  const rowCount = await joinFolds(directory, folds.length, classes);
  return {
    rowCount,
    hasProbabilities: true,
    folds: folds.length,
    personDisjoint,
    cost: meter.cost(record.imagesSeen, record.updateSeconds),
  };
}

function recordAfter(
  record: CalibrationRecord,
  worked: { imagesSeen: number; updateSeconds: number },
  spent: CalibrationRecord["spent"],
): CalibrationRecord {
  return {
    ...record,
    foldsDone: record.foldsDone + 1,
    imagesSeen: record.imagesSeen + worked.imagesSeen,
    updateSeconds: record.updateSeconds + worked.updateSeconds,
    spent,
  };
}

async function foldsOf(task: CalibrateTask, context: TaskContext) {
  const network = networkOf(task.network);
  const { anchors } = await loadAnchorsAndTest(task.dataset, network, context);
  const table = await readSampleTable(task.dataset.datasetDirectory);
  const persons = Int32Array.from(anchors.rows, (row) => table.person[row]!);
  const { recipe, seed, classes } = task;
  const { labels } = anchors.faces;
  const foldOf = anchorFolds({ labels, persons, foldCount: task.folds, classCount: classes.length, seed });
  const positions = Array.from(foldOf.keys());
  const folds = Array.from({ length: task.folds }, (_, fold) => ({
    training: { network, recipe, seed, classCount: classes.length },
    precision: task.precision,
    centroids: task.centroids,
    anchors: anchors.faces,
    held: positions.filter((position) => foldOf[position] === fold),
    learnt: positions.filter((position) => foldOf[position] !== fold),
  }));
  return { folds, labels, rows: anchors.rows, files: table.files, personDisjoint: persons.every((person) => person >= 0) };
}

/** Names a calibration by all that it follows from, so that folds of another one are never mixed in. */
async function identityOf({
  dataset,
  classes,
  network,
  recipe,
  seed,
  folds,
  startWeights,
  precision,
  centroids,
}: CalibrateTask): Promise<string> {
  const { digest } = await readDatasetRecord(dataset.datasetDirectory);
  const startDigest = startWeights && (await digestOfFile(startWeights)).digest;
  return createHash("sha256")
    .update(JSON.stringify([digest, classes, network, recipe, seed, folds, startDigest, precision, centroids]))
    .digest("hex");
}
