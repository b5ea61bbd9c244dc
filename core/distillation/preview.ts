// Pictures of distilled images, pixel for pixel. Their values have no bounds, so a picture clips them: it is a preview, and says so.
import { promises } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { writeDurably } from "../project/durable.ts";
import type { DistilledSet } from "./distilled-set.ts";
import { pngText } from "./png-text.ts";

/** Deviations of all pixels between their mean and black or white, where nobody chose another contrast. */
export const usualContrast = 2;

const note = "Preview of a distilled image: values beyond black and white are clipped. The image itself is in distilled.safetensors.";

/** Mean and deviation of all pixels of a set: what contrast is measured in. */
export function pixelStatistics({ images }: Pick<DistilledSet, "images">): { mean: number; deviation: number } {
  let [sum, squares] = [0, 0];
  for (const value of images) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / images.length;
  return { mean, deviation: Math.sqrt(Math.max(0, squares / images.length - mean * mean)) };
}

/** @param index  of an image of the set. @returns a PNG of its own size, grey or RGB, that is marked as a preview */
export async function previewPng(set: DistilledSet, index: number, contrast: number): Promise<Uint8Array> {
  const [, height, width, channels] = set.shape;
  const { mean, deviation } = pixelStatistics(set);
  const half = contrast * deviation || 1;
  const size = height * width * channels;
  const values = set.images.subarray(index * size, (index + 1) * size);
  const pixels = Uint8ClampedArray.from(values, (value) => 127.5 + (127.5 * (value - mean)) / half);
  const png = await sharp(pixels, { raw: { width, height, channels: channels as 1 | 3 } })
    .toColourspace(channels === 1 ? "b-w" : "srgb")
    .png()
    .toBuffer();
  return pngText(png, "Comment", note);
}

/** Writes previews/preview-01-CLASS.png and so on into the folder of a distillation. */
export async function writePreviews(distillationDirectory: string, set: DistilledSet, classes: readonly string[]): Promise<void> {
  const folder = join(distillationDirectory, "previews");
  await promises.mkdir(folder, { recursive: true });
  for (const [index, label] of set.labels.entries()) {
    const name = (classes[label] ?? String(label)).replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 40);
    const number = String(index + 1).padStart(2, "0");
    await writeDurably(join(folder, `preview-${number}-${name}.png`), await previewPng(set, index, usualContrast));
  }
}
