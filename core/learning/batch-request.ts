// What a batch is made from, and the making: faces are read, distorted and normalised. Knows nothing of TensorFlow, because it runs in
// a thread of its own (batch-maker.ts).
import type { PixelForm } from "../images/decode.ts";
import { type FacePlace, faceBytesOf, readPlaces } from "../images/face-place.ts";
import { createNormaliser, type PictureSetup } from "./augment.ts";
import { type Distortion, distort } from "./distortion.ts";

/** All drawn; plain data. */
export interface BatchRequest {
  places: FacePlace[];
  setup: PictureSetup;
  /** [N], 1 mirrors; null mirrors none. */
  flips: Uint8Array | null;
  /** [N]; null distorts none. */
  distortions: Distortion[] | null;
}

/**
 * @returns [N, H, W, C], normalised
 * @throws InputError as `readPlaces`
 */
export async function makeBatch({ places, setup, flips, distortions }: BatchRequest): Promise<Float32Array> {
  const form = { size: setup.inputSize, channels: setup.channels };
  const pixels = await readPlaces(places, form);
  const shown = distortions ? distorted(pixels, form, distortions) : pixels;
  return createNormaliser(setup)(shown, Uint32Array.from(places.keys()), flips);
}

function distorted(pixels: Uint8Array, form: PixelForm, distortions: Distortion[]): Uint8Array {
  const length = faceBytesOf(form);
  const results = new Uint8Array(pixels.length);
  for (const [index, distortion] of distortions.entries()) {
    const [from, to] = [index * length, (index + 1) * length];
    distort(pixels.subarray(from, to), form, distortion, results.subarray(from, to));
  }
  return results;
}
