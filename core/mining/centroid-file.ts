// Centroids in a file of the pool's folder, for whoever opens the pool with other programs, and for a mining that goes on.
import { InputError } from "../errors.ts";
import { readSafetensors, writeSafetensors } from "../networks/weights/safetensors.ts";
import type { Centroids } from "./centroids.ts";

/** "centroids" [K, D] and, where features are centred, "origin" [D]. */
export async function writeCentroids(path: string, centroids: Centroids, identity: string): Promise<void> {
  const { values, classCount, featureCount, origin, withoutRight } = centroids;
  const rows = { dtype: "F32" as const, shape: [classCount, featureCount], values };
  const tensors = { centroids: rows, ...(origin && { origin: { dtype: "F32" as const, shape: [featureCount], values: origin } }) };
  await writeSafetensors(path, tensors, { identity, withoutRight: withoutRight.join() });
}

/** null when there are none of this identity, or the file is damaged: they can be made again. */
export async function readCentroids(path: string, identity: string): Promise<Centroids | null> {
  try {
    const { tensors, metadata } = await readSafetensors(path);
    const { centroids: stored, origin } = tensors;
    if (metadata.identity !== identity || stored?.dtype !== "F32" || stored.shape.length !== 2) return null;
    const [classCount, featureCount] = stored.shape as [number, number];
    const withoutRight = (metadata.withoutRight ?? "").split(",").filter(Boolean).map(Number);
    return { values: stored.values, classCount, featureCount, origin: origin?.dtype === "F32" ? origin.values : null, withoutRight };
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}
