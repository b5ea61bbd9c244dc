// The DAS mode "every batch": loss = CE(anchors) + lambda mean CE(distilled), the same images beside every batch. Either they go through the
// network in a pass of their own, by the running statistics, or with the batch, whose batch norms then see both.
import { loadTensorFlow } from "../tensor/backend.ts";
import type { Tensor1D, Tensor2D, Tensor4D } from "../tensor/tensorflow.ts";
import type { DistilledPart } from "./distilled-use.ts";
import { targetsOf } from "./loss.ts";
import type { Weighed } from "./pass.ts";

/** Images beside every batch, as they are: neither flipped nor distorted. */
export interface EveryBatch {
  /** [D, H, W, C], normalised */
  images: Tensor4D;
  /** [D, K], each row sums to 1 */
  targets: Tensor2D;
  lambda: number;
  statistics: "frozen" | "batch";
}

/** The caller disposes its tensors; null where another mode is used, or none. */
export function everyBatchOf(distilled: DistilledPart | null, classCount: number): EveryBatch | null {
  if (distilled?.mode !== "every-batch") return null;
  const { set, lambda, statistics } = distilled;
  const tf = loadTensorFlow();
  const targets = targetsOf(set.labels, set.softLabels, classCount);
  return {
    images: tf.tensor4d(set.images, set.shape),
    targets: tf.tensor2d(targets, [set.labels.length, classCount]),
    lambda,
    statistics,
  };
}

/** These images of the set, as what they add to the loss of every batch: lambda times the mean over all. The caller disposes them. */
export function besideRows({ images, targets, lambda }: EveryBatch, { from, count }: { from: number; count: number }): Weighed {
  const tf = loadTensorFlow();
  const [all, height, width, channels] = images.shape;
  return {
    images: tf.slice4d(images, [from, 0, 0, 0], [count, height, width, channels]),
    targets: tf.slice2d(targets, [from, 0], [count, targets.shape[1]]),
    weights: tf.fill([count], lambda / all) as Tensor1D,
  };
}

/** Those of the set that go with this part of a batch, of so many parts; null for none. The caller disposes them. */
export function besidePart(everyBatch: EveryBatch | null, part: number, parts: number): Weighed | null {
  if (everyBatch?.statistics !== "batch") return null;
  const all = everyBatch.images.shape[0];
  const from = Math.floor((part * all) / parts);
  const count = Math.floor(((part + 1) * all) / parts) - from;
  return count === 0 ? null : besideRows(everyBatch, { from, count });
}
