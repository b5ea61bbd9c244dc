// Decoded anchors and test faces. A bad picture among them stops the work with the line that names it, because leaving it out
// would change the experiment without a word; in the pool, mining skips and counts it (core/mining).
import { dirname, join } from "node:path";
import type { DatasetLocation, TaskContext } from "../compute/protocol.ts";
import type { PixelForm } from "../images/decode.ts";
import { decodeAhead } from "../images/decode-ahead.ts";
import { type PackedPixels, readPackedPixels, writePackedPixels } from "../images/packed-pixels.ts";
import { inputErrorOfPicture } from "../images/picture-error.ts";
import type { SampleTable } from "./sample-table.ts";

const batchSize = 64;

/**
 * Decodes rows of a data set in their order; reports the phase "decode".
 *
 * @returns [rows.length, size, size, channels] uint8
 * @throws InputError with labels.csv, line and mend for the first picture that cannot be decoded
 */
export async function decodeSamples(
  { imagesDirectory }: DatasetLocation,
  table: SampleTable,
  rows: Uint32Array,
  form: PixelForm,
  { report, signal }: Pick<TaskContext, "report" | "signal">,
): Promise<Uint8Array> {
  const length = form.size * form.size * form.channels;
  const pixels = new Uint8Array(rows.length * length);
  const pathOf = (index: number) => join(imagesDirectory, table.files[rows[index]!]!);
  for await (const batch of decodeAhead(rows.length, pathOf, { ...form, batchSize, signal })) {
    const failure = batch.failures[0];
    if (failure) {
      const row = rows[failure.index]!;
      throw inputErrorOfPicture(failure.error, table.files[row]!, join(dirname(imagesDirectory), "labels.csv"), table.line[row]);
    }
    pixels.set(batch.pixels, batch.first * length);
    report({ type: "progress", phase: "decode", done: batch.end, total: rows.length });
  }
  return pixels;
}

/**
 * As `decodeSamples`, kept in a file of the data set's folder; the next call with the same rows and form reads that.
 *
 * @param digest of the data set (dataset.json)
 */
export async function cachedSamples(
  dataset: DatasetLocation,
  digest: string,
  table: SampleTable,
  rows: Uint32Array,
  form: PixelForm,
  context: Pick<TaskContext, "report" | "signal">,
): Promise<PackedPixels> {
  const path = join(dataset.datasetDirectory, `pixels-${form.size}x${form.size}x${form.channels}.safetensors`);
  const known = await readPackedPixels(path, digest, form, rows);
  if (known) return known;
  const packed = { form, rows, pixels: await decodeSamples(dataset, table, rows, form, context) };
  await writePackedPixels(path, digest, packed);
  return packed;
}
