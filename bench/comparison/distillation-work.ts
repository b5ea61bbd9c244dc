// Outer iterations of Algorithm 1 on batches in memory, as core/distillation/distil.ts makes them: one image a class, one gradient step.
import { createAdam } from "../../core/distillation/adam.ts";
import { defaultDistillationRecipe } from "../../core/distillation/distillation-recipe.ts";
import { type DistillationState, rawStepOf } from "../../core/distillation/state.ts";
import { outerIteration } from "../../core/distillation/wang.ts";
import { createNormaliser } from "../../core/learning/augment.ts";
import { networkOf } from "../../core/networks/network.ts";
import { usualSetup } from "../../core/networks/network-setup.ts";
import { parametersOf } from "../../core/networks/weights/layout.ts";
import { readSafetensors } from "../../core/networks/weights/safetensors.ts";
import { profileOps } from "../op-profile.ts";
import type { Worker } from "./ours.ts";
import type { SideJob } from "./side.ts";

export async function openDistillation(job: SideJob): Promise<Worker> {
  const step = await createIteration(job);
  return {
    turn: async ({ steps, isProfiled }) => {
      const begun = performance.now();
      const proof = isProfiled ? profileOps(steps, step, console.error) : Array.from({ length: steps }, step);
      return { seconds: [(performance.now() - begun) / 1000], images: steps * job.batchSize, proof };
    },
  };
}

async function createIteration(job: SideJob): Promise<() => number> {
  const { batchSize, classCount, learntSteps } = job;
  const network = networkOf(usualSetup(job.network, job.inputSize));
  const learner = parametersOf(network, (await readSafetensors(job.weights)).tensors, classCount, job.weights);
  const { tensors } = await readSafetensors(job.batches);
  const pixels = tensors.pixels!.values as Uint8Array;
  const labels = Int32Array.from(tensors.labels!.values as BigInt64Array, Number);
  const recipe = { ...defaultDistillationRecipe, repeats: learntSteps, realBatch: batchSize };
  const images = (tensors.distilled as { values: Float32Array }).values.slice();
  const state: DistillationState = {
    ...{
      images,
      shape: tensors.distilled!.shape as DistillationState["shape"],
      labels: Int32Array.from({ length: classCount }, (_, k) => k),
    },
    rawSteps: new Float32Array(learntSteps).fill(rawStepOf(recipe.startStep, recipe)),
    labelLogits: null,
    adam: { images: createAdam(images.length), steps: createAdam(learntSteps), labels: null },
    ...{ iterations: 0, imagesSeen: 0, iterationSeconds: 0, epochs: [], running: { loss: 0, iterations: 0, seconds: 0 } },
  };
  const normalise = createNormaliser(network);
  return () => {
    const first = (state.iterations * batchSize) % labels.length;
    const positions = Uint32Array.from({ length: batchSize }, (_, index) => first + index);
    const batch = { images: normalise(pixels, positions), labels: labels.slice(first, first + batchSize) };
    const loss = outerIteration({ network, classCount, recipe, seed: 1, learner }, state, batch, 0);
    state.iterations++;
    return loss;
  };
}
