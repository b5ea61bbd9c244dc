// Distilled images as pictures to look at. Their values have no bounds and a picture's have, so a preview clips them, and says so: nobody
// shall train with it.
import { promises } from "node:fs";
import { join } from "node:path";
import { sharp } from "../images/sharp.ts";
import { writeDurably } from "../project/durable.ts";
import type { DistilledSet } from "./distilled-set.ts";
import { withPngText } from "./png-text.ts";

/** Of previews that nobody chose a contrast for: of N(0, 1) noise one value in 22 is clipped. */
export const usualContrast = 2;

/** Of all normalised pixels of a set, in all channels: what contrast is measured in. */
export interface PixelStatistics {
  mean: number;
  deviation: number;
}

export function pixelStatistics({ images }: Pick<DistilledSet, "images">): PixelStatistics {
  let sum = 0;
  for (const value of images) sum += value;
  const mean = sum / images.length;
  let squares = 0;
  for (const value of images) squares += (value - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / images.length) };
}

/**
 * One image, pixel for pixel, grey or RGB. Normalised pixels are shown as they are: in the pixels of a photograph, noise of a network
 * like VGG-Face, whose deviation is 1 of 255, would be a flat colour.
 *
 * @param contrast  black and white lie so many deviations from the mean of all pixels of the set, so that its images can be compared
 * @returns PNG with a text that says what it is
 * @throws RangeError when the set has no such image
 */
export function previewPng(set: DistilledSet, index: number, contrast: number): Promise<Uint8Array> {
  return encodePreview(set, index, contrast, pixelStatistics(set));
}

/** Writes previews/preview-01-happiness.png and so on into the folder of a distillation, durably. */
export async function writePreviews(distillationDirectory: string, set: DistilledSet, classes: readonly string[]): Promise<void> {
  const folder = join(distillationDirectory, "previews");
  await promises.mkdir(folder, { recursive: true });
  const statistics = pixelStatistics(set);
  const digits = Math.max(2, String(set.labels.length).length);
  for (const [index, label] of set.labels.entries()) {
    const number = String(index + 1).padStart(digits, "0");
    const png = await encodePreview(set, index, usualContrast, statistics);
    await writeDurably(join(folder, `preview-${number}-${fileNameOf(classes[label]!)}.png`), png);
  }
}

async function encodePreview(
  set: DistilledSet,
  index: number,
  contrast: number,
  { mean, deviation }: PixelStatistics,
): Promise<Uint8Array> {
  const [count, height, width, channels] = set.shape;
  if (!Number.isInteger(index) || index < 0 || index >= count) throw new RangeError(`There is no image ${index} among ${count}.`);
  const size = height * width * channels;
  const range = 2 * contrast * deviation || 1; // images without any contrast become grey
  const pixels = Uint8ClampedArray.from(
    set.images.subarray(index * size, (index + 1) * size),
    (value) => 255 * (0.5 + (value - mean) / range), // rounds, and clips
  );
  const raw = { width, height, channels: channels as 1 | 3 };
  const png = await sharp(pixels, { raw })
    .toColourspace(channels === 1 ? "b-w" : "srgb")
    .png()
    .toBuffer();
  const name = `Preview of distilled image ${index + 1} of ${count}`;
  const text = `${name}: black and white lie ${contrast} deviations from the mean, values beyond are clipped. Use distilled.safetensors.`;
  return withPngText(png, "Description", text);
}

/** Class names are anybody's: letters and digits of any script stay. */
function fileNameOf(name: string): string {
  const kept = name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
  return Array.from(kept).slice(0, 40).join("") || "class";
}
