// A trained network that scores faces: features before the last layer and softmax probabilities. Mining, validation and the
// final test all come through here.
import { basename } from "node:path";
import { InputError } from "../errors.ts";
import type { Network, Parameters } from "../networks/network.ts";
import { parametersOf } from "../networks/weights/layout.ts";
import { readSafetensors } from "../networks/weights/safetensors.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { createNormaliser } from "./augment.ts";
import { softmaxProbabilities } from "./loss.ts";

export interface Scores {
  /** [N, D], row after row. */
  features: Float32Array;
  /** [N, K], row after row. */
  probabilities: Float32Array;
}

export interface Learner {
  network: Network;
  classCount: number;
  /** @param pixels  [count, H, W, C] as decoded; one call is one batch */
  score(pixels: Uint8Array, count: number): Scores;
  dispose(): void;
}

/** @throws InputError when the file is not a weight file of this network */
export async function openLearner(network: Network, weightsPath: string): Promise<Learner> {
  const file = basename(weightsPath);
  const { tensors } = await readSafetensors(weightsPath);
  const classCount = tensors["fc.bias"]?.shape[0];
  if (!classCount) {
    throw new InputError({ file, found: "no fc.bias", expected: `weights of the ${network.name} network`, mend: "Choose another file." });
  }
  const parameters = parametersOf(network, tensors, classCount, file);
  const learner = createLearner(network, parameters, classCount);
  loadTensorFlow().dispose(parameters);
  return learner;
}

/** A learner from parameters in memory, which stay the caller's. */
export function createLearner(network: Network, parameters: Parameters, classCount: number): Learner {
  const tf = loadTensorFlow();
  const folded = network.fold(parameters);
  const normalise = createNormaliser(network);
  return {
    network,
    classCount,
    score(pixels, count) {
      const images = tf.tensor4d(normalise(pixels, rows(count)), [count, network.inputSize, network.inputSize, network.channels]);
      const { features, logits } = folded.forward(images);
      const probabilities = softmaxProbabilities(logits);
      const scores = { features: features.dataSync<"float32">(), probabilities: probabilities.dataSync<"float32">() };
      tf.dispose([images, features, logits, probabilities]);
      return scores;
    },
    dispose: () => folded.dispose(),
  };
}

const rows = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, row) => row);
