// Draws and writes what both sides of a row read, in a process of its own, whose memory is nobody's. Prints the job, filled in.
// Run: node prepare.cjs JOB FACES
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readFolderCsv } from "../../core/datasets/folder-csv.ts";
import { labelledRows, rowsOf } from "../../core/datasets/sample-table.ts";
import { drawDemonstrationSet } from "../../core/datasets/synthetic/draw-demonstration.ts";
import { noiseImages } from "../../core/distillation/state.ts";
import { flipsOfUpdate } from "../../core/learning/augment.ts";
import { createBatches } from "../../core/learning/batches.ts";
import { networkOf } from "../../core/networks/network.ts";
import { usualSetup } from "../../core/networks/network-setup.ts";
import { storedState } from "../../core/networks/weights/layout.ts";
import { type StoredTensor, writeSafetensors } from "../../core/networks/weights/safetensors.ts";
import { loadTensorFlow } from "../../core/tensor/backend.ts";
import { drawnBatches, drawnWeights } from "./drawn.ts";
import { epochRecipe, epochSeed } from "./epoch-recipe.ts";
import { checkedSteps } from "./rows.ts";
import type { SideJob } from "./side.ts";

/** Different batches, gone round by both sides. */
const batchCount = 4;

async function main(): Promise<void> {
  const [jobFile, faces] = process.argv.slice(2) as [string, string];
  const job = JSON.parse(readFileSync(jobFile, "utf8")) as SideJob;
  const network = networkOf(usualSetup(job.network, job.inputSize));
  if (!existsSync(job.weights)) {
    const parameters = drawnWeights(network, job.classCount);
    await writeSafetensors(job.weights, storedState(network, parameters, job.classCount, 0));
    loadTensorFlow().dispose(parameters);
  }
  if (job.work === "epoch") {
    if (!existsSync(join(faces, "labels.csv"))) await drawDemonstrationSet({ directory: faces, seed: 1 });
    Object.assign(job, await copyAnchors(job, faces));
    await writeSafetensors(job.batches, orderAndFlips(job));
  } else {
    const { batchSize, classCount } = job;
    const maskedUpdates = job.work === "training" ? checkedSteps : 0;
    const batches = drawnBatches(network, { batchCount, batchSize, classCount, maskedUpdates });
    await writeSafetensors(job.batches, job.work === "distillation" ? { ...batches, ...startImages(job, network.channels) } : batches);
  }
  process.stdout.write(JSON.stringify(job));
}

/** A data set of the anchors alone, as many as make whole batches, next to the job's files; its pictures stay where they are. */
async function copyAnchors({ batches, batchSize }: SideJob, faces: string): Promise<Pick<SideJob, "paths" | "labels" | "dataset">> {
  const { table, classes } = await readFolderCsv(faces, null, () => {}, new AbortController().signal);
  const anchors = labelledRows(table, "anchor");
  const rows = [...anchors.subarray(0, anchors.length - (anchors.length % batchSize))];
  const dataset = join(dirname(batches), "faces");
  mkdirSync(dataset);
  symlinkSync(join(faces, "images"), join(dataset, "images"));
  const [test, pool] = [rowsOf(table, "test")[0]!, rowsOf(table, "pool")[0]!]; // a data set needs one of each
  const line = (row: number, split: string) => `${table.files[row]},${classes[table.label[row]!] ?? ""},${split}`;
  const lines = [...rows.map((row) => line(row, "anchor")), line(pool, "pool"), line(test, "test")];
  writeFileSync(join(dataset, "labels.csv"), ["file,label,split", ...lines, ""].join("\n"));
  return { dataset, paths: rows.map((row) => join(faces, "images", table.files[row]!)), labels: rows.map((row) => table.label[row]!) };
}

/** What a distillation begins with: one image of noise a class. */
function startImages({ classCount, inputSize: side }: SideJob, channels: number): Record<string, StoredTensor> {
  const shape = [classCount, side, side, channels];
  return { distilled: { dtype: "F32", shape, values: noiseImages(classCount * side * side * channels, 1) } };
}

/** The positions and the mirrorings that training draws, epoch after epoch. */
function orderAndFlips({ paths, batchSize }: SideJob): Record<string, StoredTensor> {
  const recipe = { ...epochRecipe, batchSize };
  const batchOfUpdate = createBatches(paths.length, recipe, epochSeed);
  const updates = Array.from({ length: (recipe.epochs * paths.length) / batchSize }, (_, update) => update);
  const stored = (values: number[]): StoredTensor => ({
    dtype: "I64",
    shape: [recipe.epochs, paths.length],
    values: BigInt64Array.from(values, BigInt),
  });
  return {
    order: stored(updates.flatMap((update) => [...batchOfUpdate(update)])),
    flips: stored(updates.flatMap((update) => [...flipsOfUpdate(epochSeed, update, batchSize)])),
  };
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
