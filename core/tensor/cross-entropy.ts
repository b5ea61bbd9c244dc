// Softmax and cross-entropy in one TensorFlow op. A label is a distribution that lies on one class.
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
  return softCrossEntropyOfRows(logits, loadTensorFlow().oneHot(labels, logits.shape[1]).cast("float32"));
}

/**
 * The sum over k of -targets_k log softmax(logits)_k of each row: what smoothed labels ask for.
 *
 * @param logits   [N, K]
 * @param targets  [N, K], each row sums to 1
 * @returns [N]
 */
export function softCrossEntropyOfRows(logits: Tensor2D, targets: Tensor2D): Tensor1D {
  return kernel({ logits, targets }, {})[0] as Tensor1D;
}

const attributes = { T: type("float32") };

const kernel = defineKernel<"logits" | "targets", Record<string, never>>({
  name: "OmniferCrossEntropy",
  fused: ({ logits, targets }) => runOp("SoftmaxCrossEntropyWithLogits", attributes, [logits, targets], 2).slice(0, 1),
  composed: ({ logits, targets }) => [logProbabilities(logits).mul(targets).sum(1).neg()],
  // Not the softmax that the forward op hands out: see kernel.ts.
  savedInputs: ["logits", "targets"],
  gradient: ([dy], [logits, targets]) => ({
    logits: () => byLogits({ dy: dy!, logits: logits!, targets: targets! }, {})[0]!,
    targets: () => logProbabilities(logits!).neg().mul(dy!.expandDims(1)),
  }),
});

/** From the largest on: tfjs' logSoftmax is not on every backend. */
function logProbabilities(logits: Tensor): Tensor {
  const shifted = logits.sub(logits.max(1, true));
  return shifted.sub(shifted.exp().sum(1, true).log());
}

/** (softmax(logits) - targets) dy, a row at a time: [N, K]. */
const byLogits = defineKernel<"dy" | "logits" | "targets", Record<string, never>>({
  name: "OmniferCrossEntropyGradient",
  fused: ({ dy, logits, targets }) => {
    const [, difference] = runOp("SoftmaxCrossEntropyWithLogits", attributes, [logits, targets], 2);
    return [difference!.mul(dy.expandDims(1))];
  },
  composed: ({ dy, logits, targets }) => [
    loadTensorFlow()
      .softmax(logits as Tensor2D)
      .sub(targets)
      .mul(dy.expandDims(1)),
  ],
  savedInputs: ["dy", "logits", "targets"],
  // With p the softmax and g the cotangent: the Hessian of a row is diag(p) - p p'.
  gradient: ([g], [dy, logits, targets]) => {
    const p = loadTensorFlow().softmax(logits as Tensor2D);
    const expected = p.mul(g!).sum(1, true); // [N, 1]
    return {
      dy: () => expected.squeeze([1]).sub(g!.mul(targets!).sum(1)),
      logits: () => p.mul(g!.sub(expected)).mul(dy!.expandDims(1)),
      targets: () => g!.mul(dy!.expandDims(1)).neg(),
    };
  },
});
