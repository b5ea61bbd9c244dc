// The task of importing pretrained weights: into our form, checked against the pictures that are there, and kept as weights.safetensors.
import { promises } from "node:fs";
import { basename, join } from "node:path";
import { readDatasetRecord } from "../../datasets/dataset-record.ts";
import { labelledRows, readSampleTable } from "../../datasets/sample-table.ts";
import { loadLabelled } from "../../learning/load-faces.ts";
import { type Network, networkOf } from "../../networks/network.ts";
import { usualSetup } from "../../networks/network-setup.ts";
import { type CheckedPictures, checkChannelOrder } from "../../networks/weights/channel-order-check.ts";
import { importWeights } from "../../networks/weights/import-weights.ts";
import { writeSafetensors } from "../../networks/weights/safetensors.ts";
import { weightMetadata } from "../../networks/weights/weight-input.ts";
import { digestOfFile } from "../../project/durable.ts";
import { permutation, randomStream } from "../../random.ts";
import type { DatasetLocation, ImportWeightsResult, ImportWeightsTask, TaskContext } from "../protocol.ts";

/** Enough for a clear lead of one order; VGG-16 takes a minute for them on two cores, in both orders. */
const picturesAtMost = 300;

/**
 * Phases: read, decode and try (with a data set, and a network that sees colours), write.
 *
 * @throws InputError when the file is no file of weights, or does not fit the network
 */
export async function importWeightsFile(task: ImportWeightsTask, context: TaskContext): Promise<ImportWeightsResult> {
  const { path, reading, classCount, weightsDirectory } = task;
  const step = async (phase: string, done: number) => {
    context.signal.throwIfAborted();
    context.report({ type: "progress", phase, done, total: 1 });
    await context.breathe();
  };
  await step("read", 0);
  const imported = importWeights(path, { ...reading, classCount });
  const { digest: sourceDigest } = await digestOfFile(path);
  await step("read", 1);
  const network: Network = { ...networkOf(usualSetup(imported.report.network)), normalisation: imported.report.normalisation };
  const pictures = task.dataset && network.channels === 3 ? await picturesOf(task.dataset, network, context) : null;
  const channelOrderCheck = pictures && (await checkChannelOrder(network, imported, pictures, context));
  await step("write", 0);
  await promises.mkdir(weightsDirectory, { recursive: true });
  const metadata = { ...weightMetadata(network), source: basename(path), layout: imported.report.layout };
  const { digest } = await writeSafetensors(join(weightsDirectory, "weights.safetensors"), imported.tensors, metadata);
  context.report({ type: "progress", phase: "write", done: 1, total: 1 });
  return { report: { ...imported.report, channelOrderCheck }, digest, sourceDigest };
}

/** Anchors alone: what tests a network never picks how it is read. Classes are taken in turn, so that small ones count too. */
async function picturesOf(dataset: DatasetLocation, network: Network, context: TaskContext): Promise<CheckedPictures> {
  const table = await readSampleTable(dataset.datasetDirectory);
  const { classes } = await readDatasetRecord(dataset.datasetDirectory);
  const anchors = labelledRows(table, "anchor");
  const shuffled = Array.from(permutation(anchors.length, randomStream(1, "channel order")), (index) => anchors[index]!);
  const places = new Map<number, number>(); // of each row among those of its class
  const seen = classes.map(() => 0);
  for (const row of shuffled) places.set(row, seen[table.label[row]!]!++);
  const rows = Uint32Array.from(shuffled.sort((a, b) => places.get(a)! - places.get(b)!).slice(0, picturesAtMost));
  const { faces } = await loadLabelled(dataset, network, rows, context);
  return {
    faces,
    persons: Int32Array.from(rows, (row) => table.person[row]!),
    classCount: classes.length,
  };
}
