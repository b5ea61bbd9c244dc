import { describe, expect, it } from "vitest";
import { networkOf } from "../networks/network.ts";
import { usualSetup } from "../networks/network-setup.ts";
import { normalTensor } from "../tensor/backends.fixture.ts";
import { createAdam } from "./adam.ts";
import { distil } from "./distil.ts";
import { type DistillationRecipe, defaultDistillationRecipe } from "./distillation-recipe.ts";
import type { Source } from "./source.ts";
import { type DistillationState, noiseImages, rawStepOf } from "./state.ts";

const network = networkOf(usualSetup("compact", 16));
const learner = network.initialise(1, 3);
/** Nine of the first class, three of the last, none of the second. */
const labels = Int32Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2);

/** The labels of each real batch of two outer epochs. */
async function batchesOf(change: Partial<DistillationRecipe>): Promise<number[][]> {
  const recipe = { ...defaultDistillationRecipe, realBatch: 4, outerEpochs: 2, repeats: 1, ...change };
  const batches: number[][] = [];
  const source: Source = {
    ...{ count: 12, classCount: 3, labels, rows: Uint32Array.from(labels.keys()) },
    images: async (positions) => {
      batches.push(Array.from(positions, (position) => labels[position]!).sort());
      return normalTensor([positions.length, 16, 16, 1], 1).dataSync<"float32">();
    },
  };
  const [images, rawSteps] = [noiseImages(2 * 256, 1), Float32Array.of(rawStepOf(recipe.startStep, recipe))];
  const state: DistillationState = {
    ...{ images, shape: [2, 16, 16, 1], labels: Int32Array.of(0, 2), rawSteps, labelLogits: null },
    adam: { images: createAdam(images.length), steps: createAdam(1), labels: null },
    ...{ iterations: 0, imagesSeen: 0, iterationSeconds: 0, epochs: [], running: { loss: 0, iterations: 0, seconds: 0 } },
  };
  await distil({ network, classCount: 3, recipe, seed: 1, learner }, source, state, {
    ...{ signal: new AbortController().signal, breathe: async () => {}, onIteration: () => {}, onEpoch: () => {} },
    ...{ keepImages: async () => {}, saveState: async () => {} },
  });
  return batches;
}

describe("the real batches of a distillation (Algorithm 1, line 3)", () => {
  it("follow the source's balance", async () => {
    const batches = await batchesOf({});
    expect(batches).toHaveLength(6);
    const epoch = batches.slice(0, 3).flat();
    expect(epoch.filter((label) => label === 0)).toHaveLength(9);
  });

  it("have as many samples of every class when they are balanced, in as many iterations", async () => {
    expect(await batchesOf({ balanced: true })).toEqual(new Array(6).fill([0, 0, 2, 2]));
  });
});
