// Softmax and cross-entropy in one TensorFlow op, which also hands out the gradient by the logits.
import { loadTensorFlow } from "./backend.ts";
import { defineKernel } from "./kernel.ts";
import { runOp, type } from "./raw-op.ts";
import type { Tensor1D, Tensor2D } from "./tensorflow.ts";

/**
 * -log softmax(logits)[label] of each row (Eq. 1 and 2, before the mean).
 *
 * @param logits  [N, K]
 * @param labels  [N] int32, below K
 * @returns [N]
 */
export function crossEntropyOfRows(logits: Tensor2D, labels: Tensor1D): Tensor1D {
  return kernel({ logits, labels }, {})[0] as Tensor1D;
}

const kernel = defineKernel<"logits" | "labels", Record<string, never>>({
  name: "OmniferCrossEntropy",
  // Outputs: the loss [N]; softmax(logits) - onehot(labels) [N, K].
  fused: ({ logits, labels }) =>
    runOp("SparseSoftmaxCrossEntropyWithLogits", { T: type("float32"), Tlabels: type("int32") }, [logits, labels], 2),
  composed: ({ logits, labels }) => {
    const tf = loadTensorFlow();
    const oneHot = tf.oneHot(labels as Tensor1D, logits.shape[1]!).cast("float32");
    return [tf.logSoftmax(logits).mul(oneHot).sum(1).neg(), tf.softmax(logits as Tensor2D).sub(oneHot)];
  },
  savedOutputs: [false, true],
  gradient: ([dy], [byLogits]) => ({ logits: () => byLogits!.mul(dy!.expandDims(1)) }),
});
