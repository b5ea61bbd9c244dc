// The faces that a run learns from and is tested on, decoded. A bad picture among them stops the run with the line that names
// it: skipping it would change the experiment without a word.
import { join } from "node:path";
import type { DatasetLocation, TaskContext } from "../compute/protocol.ts";
import { readDatasetRecord } from "../datasets/dataset-record.ts";
import { labelledRows, readSampleTable, type SampleTable } from "../datasets/sample-table.ts";
import { InputError } from "../errors.ts";
import { decodeAhead } from "../images/decode-ahead.ts";
import { inputErrorOfPicture } from "../images/picture-error.ts";
import type { Network } from "../networks/network.ts";
import { readParquet } from "../project/parquet.ts";
import { readFaceCache, writeFaceCache } from "./face-cache.ts";
import type { LabelledFaces } from "./faces.ts";

/** Faces with their rows of samples.parquet. */
export interface LoadedFaces {
  /** [faces.count] ascending */
  rows: Float64Array;
  faces: LabelledFaces;
}

type LoadContext = Pick<TaskContext, "report" | "signal">;

const decodeBatch = 256;

/**
 * All labelled anchors and test faces of a data set. Decoded pixels stay in a cache file beside samples.parquet, so that only
 * the first run decodes. Reports the phase "decode".
 *
 * @throws InputError naming labels.csv, the line and the mend when a picture cannot be decoded
 */
export async function loadAnchorsAndTest(
  dataset: DatasetLocation,
  network: Network,
  context: LoadContext,
): Promise<{ anchors: LoadedFaces; test: LoadedFaces }> {
  const table = await readSampleTable(dataset.datasetDirectory);
  const { digest } = await readDatasetRecord(dataset.datasetDirectory);
  const anchorRows = labelledRows(table, "anchor");
  const testRows = labelledRows(table, "test");
  const rows = [...anchorRows, ...testRows];
  const cachePath = faceCachePath(dataset, network);
  const cached = await readFaceCache(cachePath, digest, rows, faceBytesOf(network));
  const pixels = cached ?? (await decodeRows(dataset, network, table, rows, context));
  if (!cached) await writeFaceCache(cachePath, digest, rows, pixels);
  const split = (first: number, ofSplit: Uint32Array): LoadedFaces => {
    const faceBytes = faceBytesOf(network);
    const ownPixels = pixels.subarray(first * faceBytes, (first + ofSplit.length) * faceBytes);
    const labels = Uint8Array.from(ofSplit, (row) => table.label[row]!);
    return { rows: Float64Array.from(ofSplit), faces: { count: ofSplit.length, faceBytes, pixels: ownPixels, labels } };
  };
  return { anchors: split(0, anchorRows), test: split(anchorRows.length, testRows) };
}

/**
 * The pool faces of a selection, with their pseudo-labels.
 *
 * @param selection  Parquet with the columns row and label
 * @throws InputError when a picture cannot be decoded any more, or the selection names rows that do not exist
 */
export async function loadAuxiliary(
  dataset: DatasetLocation,
  network: Network,
  selection: string,
  context: LoadContext,
): Promise<LoadedFaces> {
  const table = await readSampleTable(dataset.datasetDirectory);
  const selected = await readParquet(selection, { row: "BIGINT", label: "SMALLINT" });
  const outside = selected.row.find((row) => row >= table.files.length);
  if (outside !== undefined) {
    const found = `row ${outside}`;
    throw new InputError({
      file: selection,
      found,
      expected: `rows below ${table.files.length}`,
      mend: "Select again: the data set has changed.",
    });
  }
  const pixels = await decodeRows(dataset, network, table, selected.row, context);
  const faces = { count: selected.row.length, faceBytes: faceBytesOf(network), pixels, labels: Uint8Array.from(selected.label) };
  return { rows: selected.row, faces };
}

async function decodeRows(
  { imagesDirectory }: DatasetLocation,
  { inputSize, channels }: Network,
  table: SampleTable,
  rows: ArrayLike<number>,
  { report, signal }: LoadContext,
): Promise<Uint8Array> {
  const faceBytes = inputSize * inputSize * channels;
  const pixels = new Uint8Array(rows.length * faceBytes);
  const pathOf = (index: number) => join(imagesDirectory, table.files[rows[index]!]!);
  for await (const batch of decodeAhead(rows.length, pathOf, { size: inputSize, channels, batchSize: decodeBatch, signal })) {
    const failure = batch.failures[0];
    if (failure) {
      const row = rows[failure.index]!;
      throw inputErrorOfPicture(failure.error, table.files[row]!, "labels.csv", table.line[row]!);
    }
    pixels.set(batch.pixels, batch.first * faceBytes);
    report({ type: "progress", phase: "decode", done: batch.end, total: rows.length });
  }
  return pixels;
}

const faceBytesOf = ({ inputSize, channels }: Network): number => inputSize * inputSize * channels;

const faceCachePath = ({ datasetDirectory }: DatasetLocation, { inputSize, channels }: Network): string =>
  join(datasetDirectory, `faces-${inputSize}x${inputSize}x${channels}.safetensors`);
