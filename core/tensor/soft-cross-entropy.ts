// Softmax and cross-entropy with a distribution over the classes in the place of a label: what smoothed labels are.
import { loadTensorFlow } from "./backend.ts";
import { defineKernel } from "./kernel.ts";
import { runOp, type } from "./raw-op.ts";
import type { Tensor1D, Tensor2D } from "./tensorflow.ts";

/**
 * The sum over k of -targets_k log softmax(logits)_k of each row.
 *
 * @param logits   [N, K]
 * @param targets  [N, K], each row sums to 1; no gradient goes to them
 * @returns [N]
 */
export function softCrossEntropyOfRows(logits: Tensor2D, targets: Tensor2D): Tensor1D {
  return kernel({ logits, targets }, {})[0] as Tensor1D;
}

const kernel = defineKernel<"logits" | "targets", Record<string, never>>({
  name: "OmniferSoftCrossEntropy",
  // Outputs: the loss [N]; softmax(logits) - targets [N, K].
  fused: ({ logits, targets }) => runOp("SoftmaxCrossEntropyWithLogits", { T: type("float32") }, [logits, targets], 2),
  composed: ({ logits, targets }) => {
    const tf = loadTensorFlow();
    return [tf.logSoftmax(logits).mul(targets).sum(1).neg(), tf.softmax(logits as Tensor2D).sub(targets)];
  },
  savedOutputs: [false, true],
  gradient: ([dy], [byLogits]) => ({ logits: () => byLogits!.mul(dy!.expandDims(1)) }),
});
