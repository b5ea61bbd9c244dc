// Algorithm 1 (section 3.4), after Wang et al.: one outer iteration. S gradient steps with distilled images, applied R times, lead from
// theta_0 to theta_T; images and step sizes follow the gradient of the real batch's loss there.

import { targetsOf } from "../learning/loss.ts";
import { type Network, networkOf, type Parameters } from "../networks/network.ts";
import { smoothSurface } from "../networks/surface.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import type { Tensor2D, Tensor4D } from "../tensor/tensorflow.ts";
import { stepsOf } from "./apply-steps.ts";
import { type DistillationRecipe, imageRateAt } from "./distillation-recipe.ts";
import { drawInitialWeights } from "./initial-weights.ts";
import { type Hypergradient, hypergradient, type Labelled, walkThrough } from "./reverse-recursion.ts";
import { type DistillationState, type Moved, softmaxRows, stepSizesOf } from "./state.ts";

export interface Distillation {
  network: Network;
  classCount: number;
  recipe: DistillationRecipe;
  seed: number;
  /** The primitive learner's parameters. */
  learner: Parameters;
}

/** Line 3: a batch of the source. */
export interface RealBatch {
  /** [M, H, W, C], normalised */
  images: Float32Array;
  /** [M] class index */
  labels: Int32Array;
}

/** What line 9 moves things by, summed over the nets. */
interface Slopes {
  images: Float32Array;
  stepSizes: Float32Array;
  targets: Float32Array | null;
}

/**
 * Lines 3 to 9; changes `state` in place.
 *
 * @returns the loss of the real batch after the steps, a net on average
 */
export function outerIteration(distillation: Distillation, state: DistillationState, batch: RealBatch, epoch: number): number {
  const tf = loadTensorFlow();
  const { network, classCount, recipe } = distillation;
  const side = network.inputSize;
  const real: Labelled = {
    images: tf.tensor4d(batch.images, [batch.labels.length, side, side, network.channels]),
    targets: tf.tensor2d(targetsOf(batch.labels, null, classCount), [batch.labels.length, classCount]),
  };
  const steps = stepsOf(
    { ...state, softLabels: state.labelLogits && softmaxRows(state.labelLogits, classCount), gradientSteps: recipe.gradientSteps },
    classCount,
  );
  const stepSizes = stepSizesOf(state, recipe);
  const surrogate = recipe.surrogate === "smooth" ? networkOf(network, smoothSurface) : network;
  const slopes: Slopes = {
    images: new Float32Array(state.images.length),
    stepSizes: new Float32Array(stepSizes.length),
    targets: state.labelLogits && new Float32Array(state.labelLogits.length),
  };
  let loss = 0;
  try {
    for (let net = 0; net < recipe.nets; net++) {
      const drawn = drawInitialWeights(recipe.init, network, distillation.learner, classCount, {
        seed: distillation.seed,
        iteration: state.iterations,
        net,
      });
      const walked = walkThrough(surrogate, classCount, drawn.parameters, recipe.batchNorm);
      const theta0 = walked.names.map((name) => drawn.parameters[name]!);
      const sequence = Array.from({ length: recipe.repeats }, () => steps).flat();
      try {
        const gradient = hypergradient(walked, theta0, sequence, stepSizes, real, slopes.targets !== null);
        loss += gradient.loss / recipe.nets;
        addSlopes(slopes, gradient, recipe.gradientSteps);
      } finally {
        drawn.dispose();
      }
    }
  } finally {
    tf.dispose([real, steps] as never);
  }
  move(state, slopes, recipe, imageRateAt(recipe, epoch), classCount);
  return loss;
}

/** Images of one gradient step serve in every repeat: their gradients are summed. Disposes the gradient's tensors. */
function addSlopes(slopes: Slopes, gradient: Hypergradient, gradientSteps: number): void {
  const perStep = slopes.images.length / gradientSteps;
  for (const [t, tensor] of gradient.images.entries()) addTo(slopes.images, tensor, (t % gradientSteps) * perStep);
  for (const [t, slope] of gradient.stepSizes.entries()) slopes.stepSizes[t]! += slope;
  for (const [t, tensor] of (gradient.targets ?? []).entries()) {
    addTo(slopes.targets!, tensor, (t % gradientSteps) * (slopes.targets!.length / gradientSteps));
  }
}

function addTo(sum: Float32Array, tensor: Tensor4D | Tensor2D, from: number): void {
  const values = tensor.dataSync<"float32">();
  for (let index = 0; index < values.length; index++) sum[from + index]! += values[index]!;
  tensor.dispose();
}

/** Line 9: plain descent with alpha where it is as printed, Adam otherwise. */
function move(moved: Moved, slopes: Slopes, { method }: DistillationRecipe, rate: number, classCount: number): void {
  if (method === "printed") {
    descend(moved.images, slopes.images, rate);
    descend(moved.rawSteps, slopes.stepSizes, rate);
    if (moved.labelLogits) descend(moved.labelLogits, throughSoftmax(moved.labelLogits, slopes.targets!, classCount), rate);
    return;
  }
  const { images, steps, labels } = moved.adam!;
  images.step(moved.images, slopes.images, rate);
  // eta = log(1 + exp(raw)), so d eta / d raw is the sigmoid.
  const byRaw = slopes.stepSizes.map((slope, t) => slope / (1 + Math.exp(-moved.rawSteps[t]!)));
  steps.step(moved.rawSteps, byRaw, rate);
  if (moved.labelLogits) labels!.step(moved.labelLogits, throughSoftmax(moved.labelLogits, slopes.targets!, classCount), rate);
}

function descend(values: Float32Array, slopes: Float32Array, rate: number): void {
  for (let index = 0; index < values.length; index++) values[index]! -= rate * slopes[index]!;
}

/** From the gradient by probabilities to that by their logits, a row at a time: p (g - sum p g). */
function throughSoftmax(logits: Float32Array, byTargets: Float32Array, classCount: number): Float32Array {
  const p = softmaxRows(logits, classCount);
  const byLogits = new Float32Array(p.length);
  for (let from = 0; from < p.length; from += classCount) {
    let expected = 0;
    for (let k = from; k < from + classCount; k++) expected += p[k]! * byTargets[k]!;
    for (let k = from; k < from + classCount; k++) byLogits[k] = p[k]! * (byTargets[k]! - expected);
  }
  return byLogits;
}
