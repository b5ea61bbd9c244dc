// Decoded pictures of a data set in one file, so that only the first run decodes. safetensors, because pandas and PyTorch open
// it: tensor `pixels` [N, H, W, C] U8 and tensor `rows` [N] I64, the digest of the data set in the metadata.
import { existsSync } from "node:fs";
import { InputError } from "../errors.ts";
import { readSafetensors, writeSafetensors } from "../networks/weights/safetensors.ts";
import type { PixelForm } from "./decode.ts";

/** Pictures of one form, in the order of their rows. */
export interface PackedPixels {
  form: PixelForm;
  /** [N] rows of the sample table */
  rows: Uint32Array;
  /** [N, size, size, channels] */
  pixels: Uint8Array;
}

/** Counts the ways in which pictures were turned into pixels; a change of decoding or resizing makes older files void. */
const decoding = "1";

/**
 * The packed pictures of a file when they are whole and of this data set, form and these rows; else undefined, and the caller
 * decodes again. A cache is never worth an error.
 */
export async function readPackedPixels(
  path: string,
  digest: string,
  form: PixelForm,
  rows: Uint32Array,
): Promise<PackedPixels | undefined> {
  if (!existsSync(path)) return undefined;
  try {
    const { tensors, metadata } = await readSafetensors(path);
    if (metadata.digest !== digest || metadata.decoding !== decoding) return undefined;
    const { pixels, rows: packedRows } = tensors;
    if (pixels?.dtype !== "U8" || packedRows?.dtype !== "I64") return undefined;
    if (pixels.shape.join() !== [rows.length, form.size, form.size, form.channels].join() || packedRows.values.length !== rows.length)
      return undefined;
    return rows.every((row, index) => packedRows.values[index] === BigInt(row)) ? { form, rows, pixels: pixels.values } : undefined;
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/** Writes the file durably. `digest` is that of the data set. */
export async function writePackedPixels(path: string, digest: string, { form, rows, pixels }: PackedPixels): Promise<void> {
  await writeSafetensors(
    path,
    {
      pixels: { dtype: "U8", shape: [rows.length, form.size, form.size, form.channels], values: pixels },
      rows: { dtype: "I64", shape: [rows.length], values: BigInt64Array.from(rows, BigInt) },
    },
    { digest, decoding },
  );
}
