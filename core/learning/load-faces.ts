// The faces that a run learns from and is tested on, decoded to what its network sees.
import type { DatasetLocation, TaskContext } from "../compute/protocol.ts";
import { readDatasetRecord } from "../datasets/dataset-record.ts";
import { preparePixels, type Samples } from "../datasets/sample-pixels.ts";
import { labelledRows, readSampleTable } from "../datasets/sample-table.ts";
import { InputError } from "../errors.ts";
import type { PixelForm } from "../images/decode.ts";
import type { Network } from "../networks/network.ts";
import { readParquet } from "../project/parquet.ts";
import type { LabelledFaces } from "./faces.ts";

/** Faces with their rows of samples.parquet. */
export interface LoadedFaces {
  /** [faces.count] */
  rows: Uint32Array;
  faces: LabelledFaces;
}

type LoadContext = Pick<TaskContext, "report" | "signal">;

/**
 * All labelled anchors and test faces of a data set; only the first run decodes them. Reports the phase "decode".
 *
 * @throws InputError naming labels.csv, the line and the mend when a picture cannot be decoded
 */
export async function loadAnchorsAndTest(
  dataset: DatasetLocation,
  network: Network,
  context: LoadContext,
): Promise<{ anchors: LoadedFaces; test: LoadedFaces }> {
  const samples = await openSamples(dataset);
  const { table } = samples;
  const anchorRows = labelledRows(table, "anchor");
  const testRows = labelledRows(table, "test");
  const rows = new Uint32Array(anchorRows.length + testRows.length);
  rows.set(anchorRows);
  rows.set(testRows, anchorRows.length);
  const form = formOf(network);
  const placeOf = await preparePixels(samples, rows, form, context);
  const labels = Uint8Array.from(rows, (row) => table.label[row]!);
  const part = (first: number, ofSplit: Uint32Array): LoadedFaces => ({
    rows: ofSplit,
    faces: {
      count: ofSplit.length,
      form,
      labels: labels.subarray(first, first + ofSplit.length),
      placeOf: (position) => placeOf(first + position),
    },
  });
  return { anchors: part(0, anchorRows), test: part(anchorRows.length, testRows) };
}

/** Labelled rows of a data set. Reports the phase "decode". @throws InputError as `loadAnchorsAndTest` */
export async function loadLabelled(
  dataset: DatasetLocation,
  network: Network,
  rows: Uint32Array,
  context: LoadContext,
): Promise<LoadedFaces> {
  const samples = await openSamples(dataset);
  const form = formOf(network);
  const placeOf = await preparePixels(samples, rows, form, context);
  const labels = Uint8Array.from(rows, (row) => samples.table.label[row]!);
  return { rows, faces: { count: rows.length, form, labels, placeOf } };
}

/**
 * The pool faces of a selection, with their pseudo-labels. Reports the phase "decode".
 *
 * @param selection  Parquet with the columns row and label
 * @throws InputError when a picture cannot be decoded any more, or when the selection names rows that do not exist
 */
export async function loadAuxiliary(
  dataset: DatasetLocation,
  network: Network,
  selection: string,
  context: LoadContext,
): Promise<LoadedFaces> {
  const samples = await openSamples(dataset);
  const { row, label } = await readParquet(selection, { row: "BIGINT", label: "SMALLINT" });
  const outside = row.find((number) => number < 0 || number >= samples.table.count);
  if (outside !== undefined) {
    const expected = `rows 0 to ${samples.table.count - 1}`;
    throw new InputError({ file: selection, found: `row ${outside}`, expected, mend: "Select again: the data set has changed." });
  }
  const rows = Uint32Array.from(row);
  const form = formOf(network);
  const placeOf = await preparePixels(samples, rows, form, context);
  return { rows, faces: { count: rows.length, form, labels: Uint8Array.from(label), placeOf } };
}

async function openSamples(dataset: DatasetLocation): Promise<Samples> {
  const { digest } = await readDatasetRecord(dataset.datasetDirectory);
  return { dataset, digest, table: await readSampleTable(dataset.datasetDirectory) };
}

const formOf = ({ inputSize, channels }: Network): PixelForm => ({ size: inputSize, channels });
