// Eq. 4: the cosine between an image's feature and every centroid, and what follows from it: pseudo-label and margin (Eq. 5).
// The paper calls the cosine a distance; here more is closer.
import { type Centroids, lengthOf } from "./centroids.ts";

export interface Similarities {
  /** [N, K] cosines, float32: pseudo-label and margin are taken from the rounded ones, so that a stored table agrees with itself. */
  cosines: Float32Array;
  /** [N] nearest centroid; of equal cosines the first class. */
  labels: Uint8Array;
  /** [N] best minus second best cosine, 0 to 2. */
  margins: Float32Array;
}

/**
 * Similarity of every image to every centroid. A feature of length 0 has no direction: its cosines, label and margin are 0.
 *
 * @param features  [N, D]
 */
export function similarities(features: Float32Array, centroids: Centroids): Similarities {
  const { classCount: K, featureCount: D } = centroids;
  const directions = unitRows(centroids);
  const N = features.length / D;
  const result = { cosines: new Float32Array(N * K), labels: new Uint8Array(N), margins: new Float32Array(N) };
  for (let n = 0; n < N; n++) {
    const feature = fromOrigin(features.subarray(n * D, (n + 1) * D), centroids.origin);
    const length = lengthOf(feature);
    if (length === 0) continue;
    for (let k = 0; k < K; k++) result.cosines[n * K + k] = dot(feature, directions, k * D) / length;
    const { label, margin } = nearest(result.cosines.subarray(n * K, (n + 1) * K));
    result.labels[n] = label;
    result.margins[n] = margin;
  }
  return result;
}

/** Pseudo-label and margin of one image's cosines (Eq. 5). */
function nearest(cosines: Float32Array): { label: number; margin: number } {
  let label = 0;
  let second = Number.NEGATIVE_INFINITY;
  for (let k = 1; k < cosines.length; k++) {
    if (cosines[k]! > cosines[label]!) {
      second = cosines[label]!;
      label = k;
    } else if (cosines[k]! > second) second = cosines[k]!;
  }
  return { label, margin: cosines[label]! - second };
}

/** Centroids at length 1, in double precision; one of length 0 stays 0, similar to nothing. */
function unitRows({ values, classCount: K, featureCount: D, origin }: Centroids): Float64Array {
  const rows = new Float64Array(K * D);
  for (let k = 0; k < K; k++) {
    const row = fromOrigin(values.subarray(k * D, (k + 1) * D), origin);
    const length = lengthOf(row);
    rows.set(row, k * D);
    if (length > 0) for (let d = 0; d < D; d++) rows[k * D + d]! /= length;
  }
  return rows;
}

/** A class that is not there, a centroid of length 0, is similar to nothing from anywhere. */
const fromOrigin = (vector: Float32Array, origin: Float32Array | null): Float32Array =>
  origin === null || vector.every((value) => value === 0) ? vector : vector.map((value, d) => value - origin[d]!);

function dot(vector: Float32Array, rows: Float64Array, offset: number): number {
  let sum = 0;
  for (let d = 0; d < vector.length; d++) sum += vector[d]! * rows[offset + d]!;
  return sum;
}
