// Decoded anchors and test faces of a data set in one file beside samples.parquet: decoding twelve thousand photographs takes
// seconds, and every run of a project would do it again. Safe to delete.
import { InputError } from "../errors.ts";
import { readSafetensors, writeSafetensors } from "../networks/weights/safetensors.ts";

/** Larger sets are decoded each time: the file must fit into memory twice. */
const cacheLimit = 2 ** 30;

/**
 * Pixels of exactly these rows, or null when the file is missing, damaged, or of other rows or another state of the data set.
 *
 * @returns [rows.length, faceBytes]
 */
export async function readFaceCache(
  path: string,
  datasetDigest: string,
  rows: readonly number[],
  faceBytes: number,
): Promise<Uint8Array | null> {
  try {
    const { tensors, metadata } = await readSafetensors(path);
    const { pixels, rows: stored } = tensors;
    if (metadata.dataset !== datasetDigest || pixels?.dtype !== "U8" || stored?.dtype !== "I64") return null;
    const isSame = stored.values.length === rows.length && rows.every((row, index) => stored.values[index] === BigInt(row));
    return isSame && pixels.values.length === rows.length * faceBytes ? pixels.values : null;
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** Writes the cache durably; does nothing when it would be larger than 1 GiB. */
export async function writeFaceCache(path: string, datasetDigest: string, rows: readonly number[], pixels: Uint8Array): Promise<void> {
  if (pixels.length > cacheLimit) return;
  await writeSafetensors(
    path,
    {
      pixels: { dtype: "U8", shape: [rows.length, rows.length === 0 ? 0 : pixels.length / rows.length], values: pixels },
      rows: { dtype: "I64", shape: [rows.length], values: BigInt64Array.from(rows, BigInt) },
    },
    { dataset: datasetDigest },
  );
}
