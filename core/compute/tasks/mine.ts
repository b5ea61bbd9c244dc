// The mine task: centroids of the primitive learner, then the pool in parts. A task that was cut short goes on behind its last part.
import { createHash } from "node:crypto";
import { join } from "node:path";
import { readDatasetRecord } from "../../datasets/dataset-record.ts";
import { picturePathOf } from "../../datasets/picture-roots.ts";
import { readSampleTable, rowsOf, type SampleTable } from "../../datasets/sample-table.ts";
import { type Learner, openLearner } from "../../learning/learner.ts";
import { loadAnchorsAndTest } from "../../learning/load-faces.ts";
import { hasAnchorScores, writeAnchorScores } from "../../mining/anchor-scores.ts";
import { readCentroids, writeCentroids } from "../../mining/centroid-file.ts";
import type { Centroids } from "../../mining/centroids.ts";
import { type MinedBatch, minePool, sumFeatures } from "../../mining/mine.ts";
import { PoolWriter } from "../../mining/pool-writer.ts";
import { networkOf } from "../../networks/network.ts";
import { digestOfFile } from "../../project/durable.ts";
import { describeBackend } from "../../tensor/backend.ts";
import { type Meter, startMeter } from "../cost.ts";
import { checkPrecision } from "../precision.ts";
import type { MineResult, MineTask, TaskContext } from "../protocol.ts";

/** Phases: decode, centroids, mine. */
export async function mine(task: MineTask, context: TaskContext): Promise<MineResult> {
  const begun = startMeter();
  checkPrecision(task.precision, context);
  const identity = await identityOf(task);
  const writer = await PoolWriter.open(task.poolDirectory, identity, task.classes);
  const meter = writer.done > 0 ? startMeter(writer.record.spent) : begun;
  const learner = await openLearner(networkOf(task.network), task.weights, task.precision);
  let withoutRight: number[];
  try {
    const centroids = await centroidsOf(task, learner, identity, context);
    withoutRight = centroids.withoutRight;
    await fillPool(task, learner, centroids, writer, meter, context);
  } finally {
    learner.dispose();
  }
  const { done, rowCount, skipped, skippedCount, poolSeconds } = writer.record;
  const { precision, centroids } = task;
  const cost = meter.cost(done, poolSeconds);
  return { rowCount, skipped, skippedCount, precision, centroids, withoutRight, cost, backend: describeBackend() };
}

async function fillPool(
  task: MineTask,
  learner: Learner,
  centroids: Centroids,
  writer: PoolWriter,
  meter: Meter,
  context: TaskContext,
): Promise<void> {
  const table = await readSampleTable(task.dataset.datasetDirectory);
  const rows = rowsOf(table, "pool");
  const fileOf = (index: number) => table.files[rows[index]!]!;
  const pool = { count: rows.length, pathOf: (index: number) => picturePathOf(task.dataset.roots, fileOf(index)) };
  const report = () => context.report({ type: "progress", phase: "mine", done: writer.done, total: pool.count });
  report();
  writer.beginPart();
  for await (const batch of minePool(learner, centroids, pool, { from: writer.done, batchSize: task.batchSize, signal: context.signal })) {
    addBatch(writer, batch, rows, table);
    if (writer.isPartFull || batch.done === pool.count) await writer.finishPart(meter.spent());
    report();
    await context.breathe();
  }
}

function addBatch(writer: PoolWriter, { done, indices, verdicts, failures }: MinedBatch, rows: Uint32Array, { files }: SampleTable): void {
  const ownRows = indices.map((index) => rows[index]!);
  const skips = failures.map(({ index, error }) => ({ row: rows[index]!, file: files[rows[index]!]!, reason: error.reason }));
  writer.add(done, { rows: ownRows, files: ownRows.map((row) => files[row]!), verdicts }, skips);
}

/** From the pool's folder when an earlier attempt has made them, else by one pass over the anchors. */
async function centroidsOf(task: MineTask, learner: Learner, identity: string, context: TaskContext): Promise<Centroids> {
  const { poolDirectory, classes } = task;
  const path = join(poolDirectory, "centroids.safetensors");
  const known = hasAnchorScores(poolDirectory) ? await readCentroids(path, identity) : null;
  if (known) return known;
  const { anchors } = await loadAnchorsAndTest(task.dataset, learner.network, context);
  const { sums, classifier } = await sumFeatures(learner, task.centroids, anchors.faces, task.batchSize, async (done) => {
    context.report({ type: "progress", phase: "centroids", done, total: anchors.faces.count });
    await context.breathe();
    context.signal.throwIfAborted();
  });
  const centroids = sums.centroids(classes);
  if (centroids.withoutRight.length > 0) context.report({ type: "note", text: noteOf(centroids.withoutRight.map((k) => classes[k]!)) });
  await writeAnchorScores(poolDirectory, anchors.rows, anchors.faces.labels, classifier);
  await writeCentroids(path, centroids, identity);
  return centroids;
}

const noteOf = (names: readonly string[]): string =>
  `The learner gets every anchor of ${names.join(", ")} wrong, so the centroid there is of all anchors, right or not.`;

/** Names a pool by all that it follows from, so that parts of another one are never continued. */
async function identityOf({ weights, dataset, classes, network, batchSize, precision, centroids }: MineTask): Promise<string> {
  const [learner, { digest }] = await Promise.all([digestOfFile(weights), readDatasetRecord(dataset.datasetDirectory)]);
  return createHash("sha256")
    .update(JSON.stringify([learner.digest, digest, classes, network, batchSize, precision, centroids]))
    .digest("hex");
}
