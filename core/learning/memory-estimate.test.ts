import { describe, expect, it } from "vitest";
import { distilledSet, madeForFaces } from "../distillation/distilled-set.fixture.ts";
import { networkOf, parameterCount } from "../networks/network.ts";
import { usualSetup } from "../networks/network-setup.ts";
import { paperRecipe, type TrainingRecipe } from "../recipe.ts";
import type { DistilledPart } from "./distilled-use.ts";
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

  it("counts distilled images in every batch: beside it, or as one more set of gradients", () => {
    const images = (statistics: "frozen" | "batch", mode: DistilledPart["mode"] = "every-batch"): DistilledPart => {
      return { path: "", mode, lambda: 0.1, statistics, set: distilledSet({ ...madeForFaces, network: usualSetup("vgg-face") }, 5) };
    };
    const neededFor = (distilled: DistilledPart | null) => {
      for (let megabytes = 1000; ; megabytes += 100) {
        try {
          requireMemory(vgg, 7, { ...paperRecipe, batchSize: 4 }, 1000, megabytes * 1e6, distilled);
          return megabytes * 1e6;
        } catch {}
      }
    };
    const [alone, step] = [neededFor(null), 100e6];
    const { perPicture } = updateMemory(vgg, 7, paperRecipe);
    expect(Math.abs(neededFor(images("batch")) - alone - 10 * perPicture)).toBeLessThan(2 * step);
    expect(Math.abs(neededFor(images("frozen")) - alone - 4 * parameterCount(vgg, 7))).toBeLessThan(2 * step);
    expect(neededFor(images("frozen", "preload"))).toBe(alone);
  });

  it("does not propose a batch where not even one picture fits", () => {
    expect(() => check(1e9)).toThrow("expected memory for one picture at least. Close other programs");
  });
});
