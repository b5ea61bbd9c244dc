import { describe, expect, it } from "vitest";
import { networkOf, parameterCount } from "../networks/network.ts";
import { usualSetup } from "../networks/network-setup.ts";
import { paperRecipe, type TrainingRecipe } from "../recipe.ts";
import { picturesThatFit, requireMemory, updateMemory } from "./memory-estimate.ts";

const vgg = networkOf(usualSetup("vgg-face"));
const resnet = networkOf(usualSetup("resnet34"));

describe("the memory of an update", () => {
  it("grows with the pictures that go through the network at once", () => {
    expect(picturesThatFit({ perPicture: 100, fixed: 1000, moving: 1500 }, 1799)).toBe(7);
    expect(picturesThatFit({ perPicture: 100, fixed: 1000, moving: 1500 }, 1099)).toBeNull();
    expect(picturesThatFit({ perPicture: 100, fixed: 1000, moving: 1500 }, 1499)).toBeNull(); // the momentum update would not fit
  });

  it("is smaller where layers are frozen, because they have no gradients", () => {
    const whole = updateMemory(resnet, 7, paperRecipe);
    const frozen = updateMemory(resnet, 7, { ...paperRecipe, frozenPrefixes: ["conv1.", "bn1.", "layer1."] });
    expect(frozen.fixed).toBeLessThan(whole.fixed);
  });

  it("has one more set of gradients where they are summed over parts", () => {
    const whole = updateMemory(resnet, 7, paperRecipe);
    const parts = updateMemory(resnet, 7, { ...paperRecipe, accumulationSteps: 4 });
    expect(parts.fixed - whole.fixed).toBe(4 * parameterCount(resnet, 7));
  });
});

describe("a training that memory will not last for", () => {
  const check = (available: number, change: Partial<TrainingRecipe> = {}, faces = 1000) =>
    requireMemory(vgg, 7, { ...paperRecipe, ...change }, faces, available);

  it("is refused before it begins, with the numbers that fit", () => {
    expect(() => check(21e9)).not.toThrow();
    expect(() => check(8e9)).toThrow(
      'recipe "paper": found a batchSize of 64, whose updates take about 13.9 GB where 8.0 GB are free, expected at most 30 pictures at once. ' +
        "Set accumulationSteps to 3, which keeps the batch of 64, or batchSize to 30.",
    );
  });

  it("fits with the accumulation steps that the refusal proposes", () => {
    expect(() => check(8e9, { accumulationSteps: 3 })).not.toThrow();
    expect(() => check(8e9, { accumulationSteps: 2 })).toThrow("a batchSize of 64 in parts of 32,");
  });

  it("is measured by its faces, where they are fewer than the batch", () => {
    expect(() => check(8e9, {}, 19)).not.toThrow();
  });

  it("does not propose a batch where not even one picture fits", () => {
    expect(() => check(1e9)).toThrow("expected memory for one picture at least. Close other programs");
  });
});
