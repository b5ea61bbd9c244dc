import { describe, expect, it } from "vitest";
import { defaultDistillationRecipe, imageRateAt, printedDistillationRecipe } from "./distillation-recipe.ts";
import { labelsOfImages, noiseImages, rawStepOf, softmaxRows, startLogits, stepSizesOf } from "./state.ts";

describe("the state of a distillation", () => {
  it("has the images of each gradient step together, each class in its turn", () => {
    const recipe = { ...defaultDistillationRecipe, gradientSteps: 2, imagesPerClass: 2 };
    expect([...labelsOfImages([0, 3], recipe)]).toEqual([0, 0, 3, 3, 0, 0, 3, 3]);
  });

  it("learns the logarithm of exp(eta) - 1, so that eta stays positive", () => {
    const rawSteps = Float32Array.of(rawStepOf(0.001, defaultDistillationRecipe), -50);
    const [first, second] = stepSizesOf({ rawSteps }, defaultDistillationRecipe);
    expect(first).toBeCloseTo(0.001, 7);
    expect(second).toBeGreaterThan(0);
  });

  it("learns eta itself where the paper's lines are taken as printed", () => {
    const rawSteps = Float32Array.of(rawStepOf(0.25, printedDistillationRecipe));
    expect([...stepSizesOf({ rawSteps }, printedDistillationRecipe)]).toEqual([0.25]);
  });

  it("begins with N(0, 1) noise that is the same for the same seed", () => {
    const noise = noiseImages(10_000, 1);
    expect(noiseImages(10_000, 1)).toEqual(noise);
    const mean = noise.reduce((sum, value) => sum + value, 0) / noise.length;
    const variance = noise.reduce((sum, value) => sum + (value - mean) ** 2, 0) / noise.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(variance).toBeCloseTo(1, 1);
  });

  it("begins soft labels at the hard ones, nearly", () => {
    const [first, second] = softmaxRows(startLogits(Int32Array.of(1), 2), 2);
    expect(first! + second!).toBeCloseTo(1, 6);
    expect(second).toBeGreaterThan(0.99);
  });

  it("halves the rate of the images every 30 outer epochs", () => {
    expect([0, 29, 30, 59].map((epoch) => imageRateAt(defaultDistillationRecipe, epoch))).toEqual([0.01, 0.01, 0.005, 0.005]);
  });
});
