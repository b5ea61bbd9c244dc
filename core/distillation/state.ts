// What a distillation carries from outer iteration to outer iteration.
import { randomStream } from "../random.ts";
import type { Adam } from "./adam.ts";
import type { DistillationRecipe } from "./distillation-recipe.ts";
import type { DistillationEpoch } from "./distillation-view.ts";
import type { DistilledSet } from "./distilled-set.ts";

/** Numbers of a distillation so far. */
export interface DistillationProgress {
  /** Outer iterations made. */
  iterations: number;
  /** Real samples that they saw, repetitions counted. */
  imagesSeen: number;
  /** Time inside iterations. */
  iterationSeconds: number;
  /** Finished ones, the start (epoch 0) first. */
  epochs: DistillationEpoch[];
  /** Sums over the epoch under way. */
  running: { loss: number; iterations: number; seconds: number };
}

/** What line 9 moves; with the moments of Adam, unless the recipe is `printed`. */
export interface Moved {
  /** [S · N, H, W, C] */
  images: Float32Array;
  /** [R · S]: log(exp(eta) - 1), so that eta stays positive; eta itself in `printed`. */
  rawSteps: Float32Array;
  /** [S · N, K] logits of the labels; null where they are hard. */
  labelLogits: Float32Array | null;
  adam: { images: Adam; steps: Adam; labels: Adam | null } | null;
}

export interface DistillationState extends Moved, DistillationProgress {
  /** [S · N, H, W, C] */
  shape: [number, number, number, number];
  /** [S · N] class index */
  labels: Int32Array;
}

/** Classes of the images of all steps: each step has `imagesPerClass` of every class that is there. */
export function labelsOfImages(presentClasses: number[], { imagesPerClass, gradientSteps }: DistillationRecipe): Int32Array {
  const ofStep = presentClasses.flatMap((label) => Array.from({ length: imagesPerClass }, () => label));
  return Int32Array.from(Array.from({ length: gradientSteps }, () => ofStep).flat());
}

/** N(0, 1) in normalised pixels: what images begin as, and the noise they are compared with. */
export function noiseImages(size: number, seed: number): Float32Array {
  const random = randomStream(seed, "distilled-images");
  return Float32Array.from({ length: size }, () => random.normal());
}

/** Logits whose softmax lies on the label but for a few thousandths, so that it can still move. */
export function startLogits(labels: Int32Array, classCount: number): Float32Array {
  const logits = new Float32Array(labels.length * classCount);
  for (const [row, label] of labels.entries()) logits[row * classCount + label] = 8;
  return logits;
}

export const rawStepOf = (stepSize: number, { method }: DistillationRecipe): number =>
  method === "printed" ? stepSize : Math.log(Math.expm1(stepSize));

/** eta, in the order in which the steps are applied. */
export function stepSizesOf({ rawSteps }: Pick<Moved, "rawSteps">, { method }: DistillationRecipe): Float32Array {
  return method === "printed" ? rawSteps.slice() : rawSteps.map((raw) => Math.log1p(Math.exp(raw)));
}

/** Row by row: [N, K] logits to probabilities. */
export function softmaxRows(logits: Float32Array, classCount: number): Float32Array {
  const probabilities = new Float32Array(logits.length);
  for (let from = 0; from < logits.length; from += classCount) {
    const row = logits.subarray(from, from + classCount);
    const largest = Math.max(...row);
    const powers = row.map((logit) => Math.exp(logit - largest));
    const sum = powers.reduce((total, power) => total + power, 0);
    probabilities.set(
      powers.map((power) => power / sum),
      from,
    );
  }
  return probabilities;
}

/** The images as they stand, ready to be kept or applied. */
export function setOf(state: DistillationState, recipe: DistillationRecipe, classCount: number): DistilledSet {
  return {
    gradientSteps: recipe.gradientSteps,
    repeats: recipe.repeats,
    images: state.images.slice(),
    shape: state.shape,
    labels: state.labels,
    softLabels: state.labelLogits && softmaxRows(state.labelLogits, classCount),
    stepSizes: stepSizesOf(state, recipe),
  };
}
