// Features and class probabilities of batches in memory, through the learner that mining scores with.
import { createLearner, type Scores } from "../../core/learning/learner.ts";
import { networkOf } from "../../core/networks/network.ts";
import { usualSetup } from "../../core/networks/network-setup.ts";
import { parametersOf } from "../../core/networks/weights/layout.ts";
import { readSafetensors } from "../../core/networks/weights/safetensors.ts";
import { loadTensorFlow } from "../../core/tensor/backend.ts";
import { profileOps } from "../op-profile.ts";
import type { Worker } from "./ours.ts";
import type { SideJob } from "./side.ts";

/** Their features and probabilities are the proof. */
const facesCompared = 4;

export async function openExtraction(job: SideJob): Promise<Worker> {
  const { batchSize, classCount } = job;
  const network = networkOf(usualSetup(job.network, job.inputSize));
  const parameters = parametersOf(network, (await readSafetensors(job.weights)).tensors, classCount, job.weights);
  const learner = createLearner(network, parameters, classCount);
  loadTensorFlow().dispose(parameters);
  const pixels = (await readSafetensors(job.batches)).tensors.pixels!.values as Uint8Array;
  const batchBytes = batchSize * network.inputSize ** 2 * network.channels;
  let next = 0;
  const score = () => {
    const first = (next++ * batchBytes) % pixels.length;
    return learner.score(pixels.subarray(first, first + batchBytes), batchSize);
  };
  const proofOf = ({ features, probabilities }: Scores) => [
    ...features.subarray(0, facesCompared * network.featureCount),
    ...probabilities.subarray(0, facesCompared * classCount),
  ];
  return {
    turn: async ({ steps, isChecked, isProfiled }) => {
      if (isChecked) next = 0;
      let scores: Scores | undefined;
      const begun = performance.now();
      if (isProfiled) profileOps(steps, score, console.error);
      else for (let step = 0; step < steps; step++) scores = score();
      const seconds = [(performance.now() - begun) / 1000];
      return { seconds, images: steps * batchSize, proof: isChecked && scores ? proofOf(scores) : [] };
    },
  };
}
