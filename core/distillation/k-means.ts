// k-means (Lloyd) from the start of k-means++ (Arthur and Vassilvitskii 2007). Plain arrays: a class of some thousand small pictures
// takes less than a second.
import type { RandomStream } from "../random.ts";

export interface Clusters {
  /** [N] cluster of each point. */
  clusterOf: Uint32Array;
  /** [clusterCount] points; 0 only where there are fewer different points than clusters. */
  sizes: Uint32Array;
  /** [clusterCount, D] means; one without points stays where it was. */
  centres: Float64Array;
}

const mostIterations = 100;

/**
 * Clusters that no longer change, or change still after 100 iterations.
 *
 * @param points  [N, D], at least one
 * @param rest    awaited between iterations, which take N · clusterCount · D steps each; may throw
 */
export async function kMeans(
  points: Float32Array,
  dimension: number,
  clusterCount: number,
  random: RandomStream,
  rest: () => Promise<void>,
): Promise<Clusters> {
  const count = points.length / dimension;
  const clusters: Clusters = {
    clusterOf: new Uint32Array(count),
    sizes: new Uint32Array(clusterCount),
    centres: spreadCentres(points, dimension, clusterCount, random),
  };
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    await rest();
    const changed = assign(points, dimension, clusters);
    if (changed === 0 && iteration > 0) break;
    moveToMeans(points, dimension, clusters);
  }
  return clusters;
}

/** k-means++: each further centre is a point, drawn with its squared distance to the nearest centre so far. */
function spreadCentres(points: Float32Array, D: number, clusterCount: number, random: RandomStream): Float64Array {
  const count = points.length / D;
  const centres = new Float64Array(clusterCount * D);
  const nearest = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  for (let cluster = 0; cluster < clusterCount; cluster++) {
    const point = cluster === 0 ? random.integer(count) : drawBy(nearest, random);
    for (let d = 0; d < D; d++) centres[cluster * D + d] = points[point * D + d]!;
    for (let n = 0; n < count; n++) nearest[n] = Math.min(nearest[n]!, squaredDistance(points, n * D, centres, cluster * D, D));
  }
  return centres;
}

/** An index, drawn with probabilities proportional to the weights; where all are 0, any. */
function drawBy(weights: Float64Array, random: RandomStream): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return random.integer(weights.length);
  let left = random.uniform() * total;
  for (let index = 0; index < weights.length; index++) {
    left -= weights[index]!;
    if (left < 0) return index;
  }
  return weights.lastIndexOf(Math.max(...weights)); // rounding left a rest
}

/** Puts every point to its nearest centre, of equal ones the first. @returns how many changed */
function assign(points: Float32Array, D: number, { clusterOf, sizes, centres }: Clusters): number {
  let changed = 0;
  sizes.fill(0);
  for (let n = 0; n < clusterOf.length; n++) {
    let [best, least] = [0, Number.POSITIVE_INFINITY];
    for (let cluster = 0; cluster < sizes.length; cluster++) {
      const distance = squaredDistance(points, n * D, centres, cluster * D, D);
      if (distance < least) [best, least] = [cluster, distance];
    }
    if (clusterOf[n] !== best) changed++;
    clusterOf[n] = best;
    sizes[best]!++;
  }
  return changed;
}

function moveToMeans(points: Float32Array, D: number, { clusterOf, sizes, centres }: Clusters): void {
  for (let cluster = 0; cluster < sizes.length; cluster++) if (sizes[cluster]! > 0) centres.fill(0, cluster * D, (cluster + 1) * D);
  for (let n = 0; n < clusterOf.length; n++) {
    const cluster = clusterOf[n]!;
    for (let d = 0; d < D; d++) centres[cluster * D + d]! += points[n * D + d]! / sizes[cluster]!;
  }
}

function squaredDistance(points: Float32Array, from: number, centres: Float64Array, to: number, D: number): number {
  let sum = 0;
  for (let d = 0; d < D; d++) sum += (points[from + d]! - centres[to + d]!) ** 2;
  return sum;
}
