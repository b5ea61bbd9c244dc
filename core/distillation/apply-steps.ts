// What distilled images were made for (Algorithm 1, line 6): the learnt weight updates, one after the other. Training begins with them in
// the mode "preload"; losses before and after them say what the images are worth.
import { targetsOf } from "../learning/loss.ts";
import type { Network, Parameters } from "../networks/network.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import type { Tensor } from "../tensor/tensorflow.ts";
import type { DistilledSet } from "./distilled-set.ts";
import { descend, type Labelled, walkThrough } from "./reverse-recursion.ts";

/**
 * For each repeat r, for each gradient step s: theta <- theta - eta_(r S + s) grad_theta l(images of s, theta), with l the mean
 * cross-entropy of hard or soft labels. Plain descent on all weights, as they were learnt: no momentum, no weight decay, no dropout, and
 * nothing is held fixed that a recipe would freeze.
 *
 * @param parameters  stay the caller's
 * @param batchNorm   running statistics, or those of the images; the running ones stay as they are either way
 * @param beforeStep  awaited before each step; what it throws ends them
 * @returns the parameters after all steps, running statistics too; the caller disposes them
 */
export async function applySteps(
  network: Network,
  parameters: Parameters,
  set: DistilledSet,
  classCount: number,
  { batchNorm = "frozen", beforeStep }: { batchNorm?: "frozen" | "training"; beforeStep?: () => Promise<void> } = {},
): Promise<Parameters> {
  const tf = loadTensorFlow();
  const walked = walkThrough(network, classCount, parameters, batchNorm);
  const steps = stepsOf(set, classCount);
  let weights: Tensor[] = walked.names.map((name) => parameters[name]!.clone());
  try {
    for (const [t, stepSize] of set.stepSizes.entries()) {
      await beforeStep?.();
      const moved = descend(walked, weights, steps[t % set.gradientSteps]!, stepSize);
      tf.dispose(weights);
      weights = moved;
    }
  } catch (error) {
    tf.dispose(weights);
    throw error;
  } finally {
    tf.dispose(steps as never);
  }
  const fixed = Object.entries(walked.fixed).map(([name, statistic]) => [name, statistic.clone()] as const);
  return { ...Object.fromEntries(fixed), ...Object.fromEntries(walked.names.map((name, index) => [name, weights[index]!])) };
}

/** The images of each gradient step. The caller disposes them. */
export function stepsOf(
  { images, shape, labels, softLabels, gradientSteps }: Omit<DistilledSet, "repeats" | "stepSizes">,
  classCount: number,
): Labelled[] {
  const tf = loadTensorFlow();
  const [count, height, width, channels] = shape;
  const perStep = count / gradientSteps;
  const targets = targetsOf(labels, softLabels, classCount);
  const ofStep = (values: Float32Array, step: number) => {
    const size = values.length / gradientSteps;
    return values.subarray(step * size, (step + 1) * size);
  };
  return Array.from({ length: gradientSteps }, (_, step) => ({
    images: tf.tensor4d(ofStep(images, step), [perStep, height, width, channels]),
    targets: tf.tensor2d(ofStep(targets, step), [perStep, classCount]),
  }));
}
