// Softmax and cross-entropy in one TensorFlow op, which also hands out the gradient by the logits.
import { loadTensorFlow } from "./backend.ts";
import { defineKernel } from "./kernel.ts";
import { runOp, type } from "./raw-op.ts";
import type { Tensor, Tensor1D, Tensor2D } from "./tensorflow.ts";

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

const attributes = { T: type("float32"), Tlabels: type("int32") };
const oneHot = (labels: Tensor, logits: Tensor) =>
  loadTensorFlow()
    .oneHot(labels as Tensor1D, logits.shape[1]!)
    .cast("float32");

const kernel = defineKernel<"logits" | "labels", Record<string, never>>({
  name: "OmniferCrossEntropy",
  fused: ({ logits, labels }) => runOp("SparseSoftmaxCrossEntropyWithLogits", attributes, [logits, labels], 2).slice(0, 1),
  // log of the sum of exp minus the label's logit, from the largest on: tfjs' logSoftmax is not on every backend.
  composed: ({ logits, labels }) => {
    const shifted = logits.sub(logits.max(1, true));
    return [
      shifted
        .exp()
        .sum(1)
        .log()
        .sub(shifted.mul(oneHot(labels, logits)).sum(1)),
    ];
  },
  // Not the softmax that the forward op hands out: see kernel.ts.
  savedInputs: ["logits", "labels"],
  gradient: ([dy], [logits, labels]) => ({ logits: () => byLogits({ dy: dy!, logits: logits!, labels: labels! }, {})[0]! }),
});

/** (softmax(logits) - onehot(labels)) dy, a row at a time: [N, K]. */
const byLogits = defineKernel<"dy" | "logits" | "labels", Record<string, never>>({
  name: "OmniferCrossEntropyGradient",
  fused: ({ dy, logits, labels }) => {
    const [, difference] = runOp("SparseSoftmaxCrossEntropyWithLogits", attributes, [logits, labels], 2);
    return [difference!.mul(dy.expandDims(1))];
  },
  composed: ({ dy, logits, labels }) => [loadTensorFlow().softmax(logits).sub(oneHot(labels, logits)).mul(dy.expandDims(1))],
  savedInputs: ["dy", "logits", "labels"],
  // With p the softmax and g the cotangent: the Hessian of a row is diag(p) - p p'.
  gradient: ([g], [dy, logits, labels]) => {
    const p = loadTensorFlow().softmax(logits!);
    const expected = p.mul(g!).sum(1, true); // [N, 1]
    return {
      dy: () => expected.squeeze([1]).sub(g!.mul(oneHot(labels!, logits!)).sum(1)),
      logits: () => p.mul(g!.sub(expected)).mul(dy!.expandDims(1)),
    };
  },
});
