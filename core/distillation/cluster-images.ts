// The k-means baseline, as Wang et al. have it: centres of clusters in pixel space. With one image a class they take the one centre, which
// is the class mean; here a class has four clusters at least, and the largest ones stand for it. So its image shows what many samples
// share, sharper than the class mean, and unlike the nearest sample it is no single photograph.
import type { Network } from "../networks/network.ts";
import { permutation, randomStream } from "../random.ts";
import { takeInOrder } from "./chosen-samples.ts";
import { kMeans } from "./k-means.ts";
import { meanImages } from "./mean-images.ts";
import type { Source } from "./source.ts";
import { type Pauses, sampleBatches } from "./source-features.ts";

const fewestClusters = 4;
/** Samples of a class that are clustered; of more, as many are drawn. */
const mostSamples = 4096;
/** Pictures are compared at this side at most: a class takes 9 MB in grey, whatever the network sees. */
const comparedSide = 24;

/**
 * For n images of a class the centres of the largest of max(n, 4) clusters of its samples, largest first; they begin again where there are
 * fewer different samples.
 *
 * @param labels   [n] class of each image
 * @param byClass  positions in the source
 * @returns by image [H, W, C], means of whole pictures
 * @throws RangeError when a class has images but no samples
 */
export async function clusterImages(
  labels: Int32Array,
  source: Source,
  network: Network,
  byClass: readonly Uint32Array[],
  seed: number,
  pauses: Pauses,
): Promise<Float32Array[]> {
  const centres: Float32Array[] = [];
  const orders: number[][] = [];
  for (const [label, positions] of byClass.entries()) {
    const wanted = labels.filter((one) => one === label).length;
    const samples = someOf(positions, seed, label);
    const groups = wanted > 0 && samples.length > 0 ? await clustersOf(samples, Math.max(wanted, fewestClusters)) : [];
    const ofClass = await meanImages(source, network, groups.slice(0, wanted), pauses);
    orders.push(ofClass.map((_, index) => centres.length + index));
    centres.push(...ofClass);
  }
  return Array.from(takeInOrder(labels, orders), (index) => centres[index]!);

  /** Positions of each cluster, largest first. */
  async function clustersOf(samples: Uint32Array, clusterCount: number): Promise<Uint32Array[]> {
    const points = await smallVersions(samples, source, network, pauses);
    const dimension = points.length / samples.length;
    const random = randomStream(seed, "k-means", source.labels[samples[0]!]!);
    const { clusterOf, sizes } = await kMeans(points, dimension, clusterCount, random, async () => {
      await pauses.breathe();
      pauses.signal.throwIfAborted();
    });
    const largestFirst = [...sizes.keys()].filter((cluster) => sizes[cluster]! > 0).sort((a, b) => sizes[b]! - sizes[a]!);
    return largestFirst.map((cluster) => samples.filter((_, index) => clusterOf[index] === cluster));
  }
}

function someOf(positions: Uint32Array, seed: number, label: number): Uint32Array {
  if (positions.length <= mostSamples) return positions;
  const order = permutation(positions.length, randomStream(seed, "k-means sample", label)).subarray(0, mostSamples);
  return order.map((index) => positions[index]!).sort();
}

/** [samples.length, D] */
async function smallVersions(samples: Uint32Array, source: Source, network: Network, pauses: Pauses): Promise<Float32Array> {
  const { inputSize, channels } = network;
  const side = Math.min(comparedSide, inputSize);
  const points = new Float32Array(samples.length * side * side * channels);
  let to = 0;
  for await (const { positions, images } of sampleBatches(source, network, pauses, samples)) {
    const length = images.length / positions.length;
    for (let from = 0; from < images.length; from += length, to += side * side * channels) {
      points.set(shrink(images.subarray(from, from + length), inputSize, channels, side), to);
    }
  }
  return points;
}

/**
 * Means over a grid of cells, whose borders are whole pixels: [size, size, C] to [side, side, C].
 *
 * @param side  at most `size`
 */
export function shrink(image: Float32Array, size: number, channels: number, side: number): Float32Array {
  const small = new Float32Array(side * side * channels);
  const border = (cell: number) => Math.floor((cell * size) / side);
  for (let row = 0; row < side; row++) {
    const [top, bottom] = [border(row), border(row + 1)];
    for (let column = 0; column < side; column++) {
      const [left, right] = [border(column), border(column + 1)];
      const at = (row * side + column) * channels;
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) for (let c = 0; c < channels; c++) small[at + c]! += image[(y * size + x) * channels + c]!;
      }
      for (let c = 0; c < channels; c++) small[at + c]! /= (bottom - top) * (right - left);
    }
  }
  return small;
}
