import { describe, expect, it } from "vitest";
import { loadTensorFlow } from "../tensor/backend.ts";
import { crossEntropy, type LossOptions, targetsOf, weighedTargets, weightOfLabels } from "./loss.ts";

const tf = loadTensorFlow();
const logits = tf.tensor2d([
  [1, 2, 0.5],
  [0, -1, 3],
]);
const labels = Int32Array.of(1, 0);
const softLabels = Float32Array.of(0.2, 0.7, 0.1, 0.5, 0, 0.5);
const cases: LossOptions[] = [
  { classWeights: null, labelSmoothing: 0 },
  { classWeights: Float32Array.of(0.5, 2, 3), labelSmoothing: 0 },
  { classWeights: Float32Array.of(0.5, 2, 3), labelSmoothing: 0.3 },
];

function lossOf(options: LossOptions, soft: Float32Array | null): number {
  const { targets, weights } = weighedTargets(labels, soft, 3, options, weightOfLabels(labels, options, soft));
  return crossEntropy(logits, tf.tensor2d(targets, [2, 3]), tf.tensor1d(weights)).loss.dataSync()[0]!;
}

/** sum over rows and classes of w_k ((1 - s) t_k + s / K) (-log p_k), over sum of t_k w_k. */
function byLoops({ classWeights, labelSmoothing }: LossOptions): number {
  let [sum, weight] = [0, 0];
  for (const [row, z] of (logits.arraySync() as number[][]).entries()) {
    const total = z.reduce((all, value) => all + Math.exp(value), 0);
    for (let k = 0; k < 3; k++) {
      const [t, w] = [softLabels[row * 3 + k]!, classWeights?.[k] ?? 1];
      sum -= w * ((1 - labelSmoothing) * t + labelSmoothing / 3) * Math.log(Math.exp(z[k]!) / total);
      weight += t * w;
    }
  }
  return sum / weight;
}

describe("cross-entropy of soft labels (Eq. 1)", () => {
  it.each(cases)("is a mean over classes, by weight and smoothed: $classWeights, $labelSmoothing", (options) => {
    expect(lossOf(options, softLabels)).toBeCloseTo(byLoops(options), 5);
  });

  it.each(cases)("is that of hard labels where each lies on its class: $classWeights, $labelSmoothing", (options) => {
    expect(lossOf(options, targetsOf(labels, null, 3))).toBeCloseTo(lossOf(options, null), 6);
  });

  it("is a number where a label lies on classes that weigh nothing", () => {
    const options = { classWeights: Float32Array.of(0, 1, 0), labelSmoothing: 0 };
    expect(lossOf(options, Float32Array.of(0, 1, 0, 0.5, 0, 0.5))).toBeCloseTo(Math.log(Math.E ** -1 + 1 + Math.E ** -1.5), 5);
  });
});
