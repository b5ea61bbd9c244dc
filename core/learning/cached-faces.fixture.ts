// Faces without pictures, for tests: their pixels lie in a real cache file.
import { join } from "node:path";
import type { PixelForm } from "../images/decode.ts";
import { PixelCache } from "../images/pixel-cache.ts";
import type { LabelledFaces } from "./faces.ts";

/**
 * @param folder  an existing one, for the file
 * @param pixels  [labels.length, size, size, channels]
 */
export async function cachedFaces(folder: string, form: PixelForm, pixels: Uint8Array, labels: number[]): Promise<LabelledFaces> {
  const path = join(folder, `${labels.length} faces.cache`);
  const rows = Uint32Array.from(labels.keys());
  const cache = await PixelCache.open(path, "digest", form, rows);
  await cache.append(rows, pixels);
  return {
    count: labels.length,
    form,
    labels: Uint8Array.from(labels),
    placeOf: (position) => ({
      picture: join(folder, `${position}.png`),
      fingerprint: cache.fingerprints[position]!,
      cache: { path, offset: cache.offsets[position]! },
    }),
  };
}
