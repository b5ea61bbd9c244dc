// The DAS mode "every batch": loss = CE(anchors) + lambda mean CE(distilled), the same images beside every batch. Either they go through the
// network in a pass of their own, by the running statistics, or with the batch, whose batch norms then see both.
import type { Network, Parameters } from "../networks/network.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { inPrecision } from "../tensor/bfloat16.ts";
import { softCrossEntropyOfRows } from "../tensor/cross-entropy.ts";
import { takeGradients } from "../tensor/gradients.ts";
import type { Tensor, Tensor2D, Tensor4D } from "../tensor/tensorflow.ts";
import { partsOf } from "./batch-parts.ts";
import type { DistilledPart } from "./distilled-use.ts";
import { targetsOf } from "./loss.ts";
import type { UpdateOptions } from "./step.ts";

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

/**
 * Pass of their own: what they add to the gradients of an update, lambda grad mean CE. Batch norms use the running statistics and leave
 * them; dropout is off. A set that is larger than a part of a batch goes in parts, which sum to the same.
 *
 * @param take  owns the gradient by the parameter of this name; called once a part
 */
export function ownPass(
  network: Network,
  names: string[],
  parameters: Parameters,
  { images, targets, lambda }: EveryBatch,
  { precision, partSize }: Pick<UpdateOptions, "precision" | "partSize">,
  take: (name: string, gradient: Tensor) => void,
): void {
  const tf = loadTensorFlow();
  const wanted = names.map((name) => parameters[name]!);
  for (const { from, count } of partsOf(images.shape[0], partSize)) {
    const part = rowsOf({ images, targets }, from, count);
    try {
      const loss = () => {
        const { logits } = network.forward(parameters, inPrecision(part.images, precision), "frozen");
        return meanOf(logits, part.targets, lambda, images.shape[0]);
      };
      takeGradients(loss, wanted, (gradient, index) => take(names[index]!, gradient)).dispose();
    } finally {
      tf.dispose(part as never);
    }
  }
}

/** Images that go through the network after those of a part of a batch. */
export interface Beside {
  images: Tensor4D;
  targets: Tensor2D;
  /** What they add to the loss. @param logits  [N, K] of theirs */
  lossOf(logits: Tensor2D): Tensor;
}

/** Those of them that go with this part of a batch, of so many parts; null for none. The caller disposes its tensors. */
export function besidePart(everyBatch: EveryBatch | null, part: number, parts: number): Beside | null {
  if (everyBatch?.statistics !== "batch") return null;
  const all = everyBatch.images.shape[0];
  const from = Math.floor((part * all) / parts);
  const count = Math.floor(((part + 1) * all) / parts) - from;
  if (count === 0) return null;
  const rows = rowsOf(everyBatch, from, count);
  return { ...rows, lossOf: (logits) => meanOf(logits, rows.targets, everyBatch.lambda, all) };
}

/** What these rows add to lambda times the mean over all. */
const meanOf = (logits: Tensor2D, targets: Tensor2D, lambda: number, all: number): Tensor =>
  softCrossEntropyOfRows(logits, targets)
    .sum()
    .mul(lambda / all);

function rowsOf({ images, targets }: Pick<EveryBatch, "images" | "targets">, from: number, count: number) {
  const tf = loadTensorFlow();
  const [, height, width, channels] = images.shape;
  return {
    images: tf.slice4d(images, [from, 0, 0, 0], [count, height, width, channels]),
    targets: tf.slice2d(targets, [from, 0], [count, targets.shape[1]]),
  };
}
