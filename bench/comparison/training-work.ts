// Updates on batches in memory, from bytes to the new weights, as core/learning/train.ts makes them.
import { createNormaliser } from "../../core/learning/augment.ts";
import { createUpdate, zeroVelocities } from "../../core/learning/step.ts";
import { networkOf } from "../../core/networks/network.ts";
import { usualSetup } from "../../core/networks/network-setup.ts";
import { parametersOf } from "../../core/networks/weights/layout.ts";
import { readSafetensors } from "../../core/networks/weights/safetensors.ts";
import { loadTensorFlow } from "../../core/tensor/backend.ts";
import { profileOps } from "../op-profile.ts";
import type { Worker } from "./ours.ts";
import type { SideJob } from "./side.ts";

export async function openTraining(job: SideJob): Promise<Worker> {
  const step = await createStep(job);
  return {
    turn: async ({ steps, isProfiled }) => {
      const begun = performance.now();
      const proof = isProfiled ? profileOps(steps, step, console.error) : Array.from({ length: steps }, step);
      return { seconds: [(performance.now() - begun) / 1000], images: steps * job.batchSize, proof };
    },
  };
}

async function createStep(job: SideJob): Promise<() => number> {
  const tf = loadTensorFlow();
  const { batchSize, classCount, learningRate, momentum, weightDecay } = job;
  const network = networkOf(usualSetup(job.network, job.inputSize));
  const parameters = parametersOf(network, (await readSafetensors(job.weights)).tensors, classCount, job.weights);
  const { tensors } = await readSafetensors(job.batches);
  const pixels = tensors.pixels!.values as Uint8Array;
  const labels = Int32Array.from(tensors.labels!.values as BigInt64Array, Number);
  const learnt = { parameters, velocities: zeroVelocities(network, classCount) };
  const update = createUpdate(network, classCount);
  const normalise = createNormaliser(network);
  const { inputSize: side, channels } = network;
  let next = 0;
  return () => {
    const first = (next * batchSize) % labels.length;
    const positions = Uint32Array.from({ length: batchSize }, (_, index) => first + index);
    const images = tf.tensor4d(normalise(pixels, positions), [batchSize, side, side, channels]);
    const batchLabels = tf.tensor1d(labels.slice(first, first + batchSize), "int32");
    const { loss } = update(learnt, images, batchLabels, { learningRate, momentum, weightDecay }, next++);
    tf.dispose([images, batchLabels]);
    return loss;
  };
}
