// Centroids in a file of the pool's folder, for whoever opens the pool with other programs, and for a mining that goes on.
import { InputError } from "../errors.ts";
import { readSafetensors, writeSafetensors } from "../networks/weights/safetensors.ts";
import type { Centroids } from "./centroids.ts";

/** One tensor, "centroids" [K, D]. */
export async function writeCentroids(path: string, { values, classCount, featureCount }: Centroids, identity: string): Promise<void> {
  await writeSafetensors(path, { centroids: { dtype: "F32", shape: [classCount, featureCount], values } }, { identity });
}

/** null when there are none of this identity, or the file is damaged: they can be made again. */
export async function readCentroids(path: string, identity: string): Promise<Centroids | null> {
  try {
    const { tensors, metadata } = await readSafetensors(path);
    const stored = tensors.centroids;
    if (metadata.identity !== identity || stored?.dtype !== "F32" || stored.shape.length !== 2) return null;
    return { values: stored.values, classCount: stored.shape[0]!, featureCount: stored.shape[1]! };
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}
