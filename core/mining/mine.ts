// Section 3.3: the anchors make the centroids (Eq. 3), then one pass over the pool, in which an image becomes one cosine a class
// (Eq. 4), a pseudo-label and a margin (Eq. 5). Decoding runs ahead in a thread of its own while TensorFlow computes.
import { WorkbenchError } from "../errors.ts";
import type { DecodeFailure } from "../images/decode-ahead.ts";
import { decodeInThread } from "../images/decoding-thread.ts";
import { type LabelledFaces, readFaces } from "../learning/faces.ts";
import type { Learner } from "../learning/learner.ts";
import type { CentroidRecipe } from "../recipe.ts";
import { CentroidSums, type Centroids } from "./centroids.ts";
import { type ClassifierVerdicts, classifierVerdicts, type Verdicts, verdictsOf } from "./verdict.ts";

/** Awaited between two batches: reports, lets messages in, throws when the work was cancelled. */
export type BetweenBatches = (done: number) => Promise<void>;

/** Features of the anchors summed by class, whose centroids the pool is measured against; and what the classifier says of each anchor. */
export async function sumFeatures(
  learner: Learner,
  recipe: CentroidRecipe,
  anchors: LabelledFaces,
  batchSize: number,
  between: BetweenBatches,
): Promise<{ sums: CentroidSums; classifier: ClassifierVerdicts }> {
  const sums = new CentroidSums(learner.classCount, learner.network.featureCount, recipe);
  const classifier = { classifierLabels: new Uint8Array(anchors.count), confidences: new Float32Array(anchors.count) };
  for (let from = 0; from < anchors.count; from += batchSize) {
    const count = Math.min(batchSize, anchors.count - from);
    const { features, probabilities } = learner.score(await readFaces(anchors, from, count), count);
    const { classifierLabels, confidences } = classifierVerdicts(probabilities, learner.classCount);
    sums.add(features, anchors.labels.subarray(from, from + count), classifierLabels);
    classifier.classifierLabels.set(classifierLabels, from);
    classifier.confidences.set(confidences, from);
    await between(from + count);
  }
  return { sums, classifier };
}

/** What the learner and the centroids say of each face, in order; its label is not looked at. */
export async function* scoreFaces(
  learner: Learner,
  centroids: Centroids,
  faces: LabelledFaces,
  batchSize: number,
): AsyncGenerator<Verdicts> {
  for (let from = 0; from < faces.count; from += batchSize) {
    const count = Math.min(batchSize, faces.count - from);
    yield checked(verdictsOf(learner.score(await readFaces(faces, from, count), count), centroids));
  }
}

export interface PoolImages {
  count: number;
  /** Absolute path of image 0 to count - 1. */
  pathOf(index: number): string;
}

export interface MinedBatch {
  /** Images of the pool that are done with this batch. */
  done: number;
  /** [N] numbers of the images that could be decoded; the verdicts are theirs. */
  indices: number[];
  verdicts: Verdicts;
  /** Pictures that could not be decoded, with their numbers: skipped, because one bad file in a million must not stop the rest. */
  failures: DecodeFailure[];
}

/**
 * Mines image `from` and all that follow, in order.
 *
 * @throws what `signal` holds when it is aborted; WorkbenchError when the learner's features are not numbers
 */
export async function* minePool(
  learner: Learner,
  centroids: Centroids,
  images: PoolImages,
  { from, batchSize, signal }: { from: number; batchSize: number; signal: AbortSignal },
): AsyncGenerator<MinedBatch> {
  const { inputSize: size, channels } = learner.network;
  const pathOf = (index: number) => images.pathOf(from + index);
  for await (const { end, indices, pixels, failures } of decodeInThread(images.count - from, pathOf, {
    size,
    channels,
    batchSize,
    signal,
  })) {
    const scores =
      indices.length > 0 ? learner.score(pixels, indices.length) : { features: new Float32Array(0), probabilities: new Float32Array(0) };
    yield {
      done: from + end,
      indices: Array.from(indices, (index) => from + index),
      verdicts: checked(verdictsOf(scores, centroids)),
      failures: failures.map((failure) => ({ ...failure, index: from + failure.index })),
    };
  }
}

function checked(verdicts: Verdicts): Verdicts {
  if (verdicts.margins.some(Number.isNaN) || verdicts.confidences.some(Number.isNaN)) {
    throw new WorkbenchError(
      "internal",
      "The primitive learner's features are not numbers: its training diverged. Train it again at a lower learning rate.",
    );
  }
  return verdicts;
}
