// Features of a source under a frozen network, a batch at a time: those of 138,000 samples of VGG-Face would be 2.3 GB.
import type { TaskContext } from "../compute/protocol.ts";
import { scoringBatch } from "../learning/evaluate.ts";
import { CentroidSums, type Centroids } from "../mining/centroids.ts";
import { similarities } from "../mining/similarity.ts";
import type { FoldedNetwork, Network } from "../networks/network.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import type { Source } from "./source.ts";

/** What long work asks between two batches. */
export type Pauses = Pick<TaskContext, "signal" | "breathe">;

export interface SampleBatch {
  /** [n] of the source. */
  positions: Uint32Array;
  /** [n] class index */
  labels: Int32Array;
  /** [n, H, W, C], normalised. */
  images: Float32Array;
}

/**
 * Samples in batches that a network can score at once.
 *
 * @param positions  absent takes all, in order
 * @throws the reason of the signal, before the next batch
 */
export async function* sampleBatches(
  source: Source,
  network: Network,
  { signal, breathe }: Pauses,
  positions: Uint32Array = Uint32Array.from({ length: source.count }, (_, position) => position),
): AsyncGenerator<SampleBatch> {
  const size = Math.min(scoringBatch, network.scoringBatch);
  for (let from = 0; from < positions.length; from += size) {
    await breathe();
    signal.throwIfAborted();
    const batch = positions.subarray(from, from + size);
    const labels = Int32Array.from(batch, (position) => source.labels[position]!);
    yield { positions: batch, labels, images: await source.images(batch) };
  }
}

/**
 * What enters the last layer, with running statistics and without dropout.
 *
 * @param images  [n, H, W, C], normalised; no more than the network scores at once
 * @returns [n, D]
 */
export function featuresOf(network: Network, folded: FoldedNetwork, images: Float32Array): Float32Array {
  const tf = loadTensorFlow();
  const { inputSize, channels } = network;
  return tf.tidy(() => {
    const count = images.length / (inputSize * inputSize * channels);
    return folded.forward(tf.tensor4d(images, [count, inputSize, inputSize, channels])).features.dataSync<"float32">();
  });
}

/** Mean of the raw features of each class (Eq. 3); of length 0 for a class without samples. */
export async function sourceCentroids(
  source: Source,
  network: Network,
  folded: FoldedNetwork,
  pauses: Pauses,
  positions?: Uint32Array,
): Promise<Centroids> {
  const sums = new CentroidSums(source.classCount, network.featureCount);
  for await (const { images, labels } of sampleBatches(source, network, pauses, positions)) {
    sums.add(featuresOf(network, folded, images), labels);
  }
  return sums.partialCentroids();
}

/** [count] cosine of every sample to the centroid of its own class (Eq. 4). */
export async function cosinesToOwnCentroid(
  source: Source,
  network: Network,
  folded: FoldedNetwork,
  centroids: Centroids,
  pauses: Pauses,
): Promise<Float32Array> {
  const cosines = new Float32Array(source.count);
  for await (const { positions, images, labels } of sampleBatches(source, network, pauses)) {
    const ofBatch = similarities(featuresOf(network, folded, images), centroids).cosines; // [n, K]
    for (const [n, position] of positions.entries()) cosines[position] = ofBatch[n * source.classCount + labels[n]!]!;
  }
  return cosines;
}
