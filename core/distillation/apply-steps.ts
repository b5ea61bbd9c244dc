// What distilled images are for: the weight updates made with them, S gradient steps R times over, with the learnt step sizes.
import type { Network, Parameters } from "../networks/network.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import type { Tensor, Tensor2D } from "../tensor/tensorflow.ts";
import type { DistilledSet } from "./distilled-set.ts";
import { descend, type Labelled, walkThrough } from "./reverse-recursion.ts";

/** Images and targets of each gradient step. The caller disposes them. */
export function labelledSteps(
  { images, shape, labels, softLabels, gradientSteps }: Pick<DistilledSet, "images" | "shape" | "labels" | "softLabels" | "gradientSteps">,
  classCount: number,
): Labelled[] {
  const tf = loadTensorFlow();
  const [count, height, width, channels] = shape;
  const perStep = count / gradientSteps;
  const size = height * width * channels;
  return Array.from({ length: gradientSteps }, (_, step) => {
    const [from, to] = [step * perStep, (step + 1) * perStep];
    return {
      images: tf.tensor4d(images.subarray(from * size, to * size), [perStep, height, width, channels]),
      targets: softLabels
        ? tf.tensor2d(softLabels.subarray(from * classCount, to * classCount), [perStep, classCount])
        : hardTargets(labels.subarray(from, to), classCount),
    };
  });
}

/** [N] class indices to [N, K] of zeros and ones. */
export function hardTargets(labels: Int32Array, classCount: number): Tensor2D {
  const tf = loadTensorFlow();
  return tf.tidy(() => tf.oneHot(tf.tensor1d(labels, "int32"), classCount).cast("float32") as Tensor2D);
}

/**
 * theta_T: plain descent, without momentum, decay and dropout.
 *
 * @param parameters  theta_0, which stays the caller's, with the running statistics, which no step moves
 * @returns tensors of their own, for the caller to dispose
 */
export function applySteps(
  network: Network,
  parameters: Parameters,
  set: DistilledSet,
  classCount: number,
  batchNorm: "frozen" | "training" = "frozen",
): Parameters {
  const tf = loadTensorFlow();
  const walked = walkThrough(network, classCount, parameters, batchNorm);
  const steps = labelledSteps(set, classCount);
  let theta: Tensor[] = walked.names.map((name) => parameters[name]!.clone());
  for (const [t, stepSize] of set.stepSizes.entries()) {
    const next = descend(walked, theta, steps[t % set.gradientSteps]!, stepSize);
    tf.dispose(theta);
    theta = next;
  }
  tf.dispose(steps as never);
  const fixed = Object.entries(walked.fixed).map(([name, statistic]) => [name, statistic.clone()]);
  return { ...Object.fromEntries(fixed), ...Object.fromEntries(walked.names.map((name, index) => [name, theta[index]!])) };
}
