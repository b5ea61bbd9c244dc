// The real samples that a distilled image is nearest to: by cosine in the learner's features, among those of its class.
import type { Network, Parameters } from "../networks/network.ts";
import type { DistilledSet } from "./distilled-set.ts";
import type { Source } from "./source.ts";
import { featuresOf, type Pauses, sampleBatches } from "./source-features.ts";

export interface NearSample {
  /** Of samples.parquet. */
  row: number;
  similarity: number;
}

/**
 * One walk over the source for all sets.
 *
 * @returns by set, by image: up to `count` samples, nearest first
 * @throws the reason of the signal
 */
export async function nearestSamples(
  sets: readonly DistilledSet[],
  source: Source,
  { network, parameters }: { network: Network; parameters: Parameters },
  count: number,
  pauses: Pauses,
): Promise<NearSample[][][]> {
  const folded = network.fold(parameters);
  try {
    const images = sets.flatMap((set) =>
      imagesOf(set, network, (pictures) => unitRows(featuresOf(network, folded, pictures), network.featureCount)),
    );
    for await (const { positions, labels, images: pictures } of sampleBatches(source, network, pauses)) {
      const features = unitRows(featuresOf(network, folded, pictures), network.featureCount);
      for (const [index, label] of labels.entries()) {
        const feature = features.subarray(index * network.featureCount, (index + 1) * network.featureCount);
        for (const image of images) {
          if (image.label === label)
            insert(image.nearest, { row: source.rows[positions[index]!]!, similarity: dot(image.feature, feature) }, count);
        }
      }
    }
    let next = 0;
    return sets.map(({ labels }) => Array.from(labels, () => images[next++]!.nearest));
  } finally {
    folded.dispose();
  }
}

interface Image {
  label: number;
  feature: Float32Array;
  nearest: NearSample[];
}

function imagesOf(
  { images, labels, shape }: DistilledSet,
  { featureCount }: Network,
  features: (images: Float32Array) => Float32Array,
): Image[] {
  const size = shape[1] * shape[2] * shape[3];
  return Array.from(labels, (label, index) => {
    const feature = features(images.subarray(index * size, (index + 1) * size)).slice(0, featureCount);
    return { label, feature, nearest: [] };
  });
}

/** Each row at length 1; a row of zeros stays. */
function unitRows(rows: Float32Array, width: number): Float32Array {
  for (let from = 0; from < rows.length; from += width) {
    const row = rows.subarray(from, from + width);
    const length = Math.sqrt(dot(row, row)) || 1;
    for (let index = 0; index < width; index++) row[index]! /= length;
  }
  return rows;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
}

/** Keeps the list sorted and no longer than `most`; of equal ones the earlier stays. */
function insert(nearest: NearSample[], sample: NearSample, most: number): void {
  let at = nearest.length;
  while (at > 0 && nearest[at - 1]!.similarity < sample.similarity) at--;
  if (at >= most) return;
  nearest.splice(at, 0, sample);
  if (nearest.length > most) nearest.pop();
}
