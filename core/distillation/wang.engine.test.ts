import { describe, expect, it } from "vitest";
import { networkOf } from "../networks/network.ts";
import { usualSetup } from "../networks/network-setup.ts";
import { smoothSurface } from "../networks/surface.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { normalTensor, relativeError } from "../tensor/backends.fixture.ts";
import { createAdam } from "./adam.ts";
import { stepsOf } from "./apply-steps.ts";
import { type DistillationRecipe, defaultDistillationRecipe, printedDistillationRecipe } from "./distillation-recipe.ts";
import { drawInitialWeights } from "./initial-weights.ts";
import { hypergradient, walkThrough } from "./reverse-recursion.ts";
import { type DistillationState, noiseImages, rawStepOf, stepSizesOf } from "./state.ts";
import { outerIteration, type RealBatch } from "./wang.ts";

const tf = loadTensorFlow();
const network = networkOf(usualSetup("compact", 16));
const classCount = 3;
const learner = network.initialise(1, classCount);
const batch: RealBatch = {
  images: normalTensor([6, 16, 16, 1], 9).dataSync<"float32">(),
  labels: Int32Array.from([0, 1, 2, 0, 1, 2]),
};

function stateOf(recipe: DistillationRecipe): DistillationState {
  const labels = Int32Array.from({ length: classCount * recipe.gradientSteps }, (_, index) => index % classCount);
  const images = noiseImages(labels.length * 256, 1);
  const rawSteps = new Float32Array(recipe.gradientSteps * recipe.repeats).fill(rawStepOf(recipe.startStep, recipe));
  const adam = { images: createAdam(images.length), steps: createAdam(rawSteps.length), labels: null };
  return {
    ...{ images, shape: [labels.length, 16, 16, 1], labels, rawSteps, labelLogits: null },
    adam: recipe.method === "printed" ? null : adam,
    ...{ iterations: 4, imagesSeen: 0, iterationSeconds: 0, epochs: [], running: { loss: 0, iterations: 0, seconds: 0 } },
  };
}

/** Gradients of the real batch's loss for one net, by image [S · N, H, W, C] and by step size. */
function gradientsFor(
  recipe: DistillationRecipe,
  state: DistillationState,
  net: number,
  through = network,
): { images: number[]; stepSizes: number[] } {
  const drawn = drawInitialWeights(recipe.init, network, learner, classCount, { seed: 1, iteration: state.iterations, net });
  const walked = walkThrough(through, classCount, drawn.parameters, recipe.batchNorm);
  const steps = stepsOf({ ...state, softLabels: null, gradientSteps: recipe.gradientSteps }, classCount);
  const real = {
    images: tf.tensor4d(batch.images, [6, 16, 16, 1]),
    targets: tf.oneHot(tf.tensor1d(batch.labels, "int32"), classCount).cast("float32") as never,
  };
  const theta0 = walked.names.map((name) => drawn.parameters[name]!);
  const sequence = Array.from({ length: recipe.repeats }, () => steps).flat();
  const gradient = hypergradient(walked, theta0, sequence, stepSizesOf(state, recipe), real);
  const ofStep = (step: number) => {
    const parts = gradient.images.filter((_, t) => t % recipe.gradientSteps === step);
    return [...tf.addN(parts).dataSync()];
  };
  return { images: steps.flatMap((_, step) => ofStep(step)), stepSizes: gradient.stepSizes };
}

const difference = (after: Float32Array, before: Float32Array) => Array.from(after, (value, index) => value - before[index]!);

describe("an outer iteration (Algorithm 1)", () => {
  // Alpha is so large that the moves of pixels are well above what rounding takes from them.
  it("moves images and eta by -alpha times their gradients, as line 9 prints it", () => {
    const recipe: DistillationRecipe = { ...printedDistillationRecipe, startStep: 0.05, imageRate: 100 };
    const [state, before] = [stateOf(recipe), stateOf(recipe)];
    const { images, stepSizes } = gradientsFor(recipe, before, 0);
    outerIteration({ network, classCount, recipe, seed: 1, learner }, state, batch, 0);
    const expected = images.map((slope) => -100 * slope);
    expect(relativeError(difference(state.images, before.images), expected)).toBeLessThan(1e-3);
    expect(state.rawSteps[0]! - before.rawSteps[0]!).toBeCloseTo(-100 * stepSizes[0]!, 3);
  });

  it("sums the gradients of all nets and of all repeats of a gradient step", () => {
    const recipe: DistillationRecipe = {
      ...printedDistillationRecipe,
      startStep: 0.05,
      imageRate: 100,
      init: "random",
      nets: 2,
      gradientSteps: 2,
      repeats: 2,
    };
    const [state, before] = [stateOf(recipe), stateOf(recipe)];
    const [first, second] = [gradientsFor(recipe, before, 0), gradientsFor(recipe, before, 1)];
    outerIteration({ network, classCount, recipe, seed: 1, learner }, state, batch, 0);
    const expected = first.images.map((slope, index) => -100 * (slope + second.images[index]!));
    expect(relativeError(difference(state.images, before.images), expected)).toBeLessThan(1e-3);
    const bySteps = first.stepSizes.map((slope, t) => -100 * (slope + second.stepSizes[t]!));
    expect(relativeError(difference(state.rawSteps, before.rawSteps), bySteps)).toBeLessThan(1e-3);
  });

  it("goes through the smooth surrogate where the recipe says so", () => {
    const recipe: DistillationRecipe = { ...printedDistillationRecipe, startStep: 0.05, imageRate: 100, surrogate: "smooth" };
    const [state, before] = [stateOf(recipe), stateOf(recipe)];
    const expected = gradientsFor(recipe, before, 0, networkOf(usualSetup("compact", 16), smoothSurface));
    const exact = gradientsFor(recipe, before, 0);
    expect(relativeError(exact.images, expected.images)).toBeGreaterThan(0.1); // or nothing would be told apart
    outerIteration({ network, classCount, recipe, seed: 1, learner }, state, batch, 0);
    const moved = expected.images.map((slope) => -100 * slope);
    expect(relativeError(difference(state.images, before.images), moved)).toBeLessThan(1e-3);
    expect(state.rawSteps[0]! - before.rawSteps[0]!).toBeCloseTo(-100 * expected.stepSizes[0]!, 3);
  });

  it("lowers the loss of a batch that comes again and again, with Adam and positive step sizes", () => {
    const recipe: DistillationRecipe = { ...defaultDistillationRecipe, startStep: 0.02, imageRate: 0.05 };
    const state = stateOf(recipe);
    const losses = Array.from({ length: 12 }, () => outerIteration({ network, classCount, recipe, seed: 1, learner }, state, batch, 0));
    expect(losses.at(-1)!).toBeLessThan(losses[0]!);
    expect(Math.min(...stepSizesOf(state, recipe))).toBeGreaterThan(0);
  });

  it("leaves the learner and no tensors behind", () => {
    const state = stateOf(defaultDistillationRecipe);
    const weight = learner["conv1.weight"]!.dataSync().slice();
    const before = tf.memory().numTensors;
    outerIteration(
      { network, classCount, recipe: { ...defaultDistillationRecipe, init: "random-head" }, seed: 1, learner },
      state,
      batch,
      0,
    );
    expect(tf.memory().numTensors).toBe(before);
    expect(learner["conv1.weight"]!.dataSync()).toEqual(weight);
  });
});
