// The DAS mode "union": batches in which distilled images stand among the faces. They are normalised already, so they join a batch after
// its faces were read; they are flipped like these, but crops, rotations and jitter are made of bytes, which they are not. Pure.
import type { DistilledSet } from "../distillation/distilled-set.ts";
import { targetsOf } from "./loss.ts";
import type { TrainingBatch } from "./training-batches.ts";

/** A batch whose distilled images are still missing. */
interface FacesOfBatch {
  /** [its faces, H, W, C] in their order, normalised and flipped */
  images: Float32Array;
  /** [F] class index of all faces of the training set, of this batch or not */
  labels: Uint8Array;
  /** [N], 1 mirrors; null mirrors none. */
  flips: Uint8Array | null;
  /** [N] of the batch: faces below F, distilled images from there on. */
  positions: Uint32Array;
}

/** The batch with its distilled images where they belong; labels are soft where the set has soft ones. */
export function unionBatch(faces: FacesOfBatch, set: DistilledSet): TrainingBatch {
  const faceCount = faces.labels.length;
  const labelAt = (position: number) => (position < faceCount ? faces.labels[position]! : set.labels[position - faceCount]!);
  const labels = Int32Array.from(faces.positions, labelAt);
  return {
    count: labels.length,
    images: imagesOf(faces, set),
    labels,
    softLabels: set.softLabels && softLabelsOf(labels, set.softLabels, set.labels.length, faces),
  };
}

function imagesOf({ images, labels, flips, positions }: FacesOfBatch, set: DistilledSet): Float32Array {
  const [, height, width, channels] = set.shape;
  const size = height * width * channels;
  const all = new Float32Array(positions.length * size);
  let face = 0;
  for (const [slot, position] of positions.entries()) {
    const isFace = position < labels.length;
    const from = size * (isFace ? face++ : position - labels.length);
    const into = all.subarray(slot * size, (slot + 1) * size);
    into.set((isFace ? images : set.images).subarray(from, from + size));
    if (!isFace && flips?.[slot]) mirror(into, width, channels);
  }
  return all;
}

/** Left and right change places, in place. */
function mirror(image: Float32Array, width: number, channels: number): void {
  for (let row = 0; row < image.length; row += width * channels) {
    for (let left = 0, right = width - 1; left < right; left++, right--) {
      for (let channel = 0; channel < channels; channel++) {
        const [here, there] = [row + left * channels + channel, row + right * channels + channel];
        [image[here], image[there]] = [image[there]!, image[here]!];
      }
    }
  }
}

/** [N, K]; a face lies on its class. */
function softLabelsOf(labels: Int32Array, softLabels: Float32Array, imageCount: number, faces: FacesOfBatch) {
  const classCount = softLabels.length / imageCount;
  const all = targetsOf(labels, null, classCount);
  for (const [slot, position] of faces.positions.entries()) {
    const from = (position - faces.labels.length) * classCount;
    if (from >= 0) all.set(softLabels.subarray(from, from + classCount), slot * classCount);
  }
  return all;
}
