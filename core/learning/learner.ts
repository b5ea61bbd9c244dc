// A trained network that scores faces: features before the last layer and softmax probabilities. Mining, validation and the
// final test all come through here.
import { basename } from "node:path";
import { InputError } from "../errors.ts";
import type { Network, Parameters } from "../networks/network.ts";
import { parametersOf } from "../networks/weights/layout.ts";
import { readSafetensors } from "../networks/weights/safetensors.ts";
import type { Precision } from "../recipe.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import { requirePrecision } from "../tensor/bfloat16-support.ts";
import { compiled } from "../tensor/compiled.ts";
import type { Tensor, Tensor4D } from "../tensor/tensorflow.ts";
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
  /** @param pixels  [count, H, W, C] as decoded */
  score(pixels: Uint8Array, count: number): Scores;
  dispose(): void;
}

/**
 * @param precision  of its convolutions
 * @throws InputError when the file is not a weight file of this network, or the machine lacks the precision
 */
export async function openLearner(network: Network, weightsPath: string, precision: Precision = "float32"): Promise<Learner> {
  requirePrecision(precision);
  const file = basename(weightsPath);
  const { tensors } = await readSafetensors(weightsPath);
  const bias = `${network.head}.bias`;
  const classCount = tensors[bias]?.shape[0];
  if (!classCount) {
    throw new InputError({ file, found: `no ${bias}`, expected: `weights of the ${network.name} network`, mend: "Choose another file." });
  }
  const parameters = parametersOf(network, tensors, classCount, file);
  const learner = createLearner(network, parameters, classCount, precision);
  loadTensorFlow().dispose(parameters);
  return learner;
}

/** A learner from parameters in memory, which stay the caller's. */
export function createLearner(network: Network, parameters: Parameters, classCount: number, precision: Precision = "float32"): Learner {
  const tf = loadTensorFlow();
  const folded = network.fold(parameters, precision);
  const score = (images: Tensor): Tensor[] => {
    const { features, logits } = folded.forward(images as Tensor4D);
    return [features, softmaxProbabilities(logits)];
  };
  const graph = compiled((images) => score(images!));
  const normalise = createNormaliser(network);
  const { inputSize, channels, featureCount, scoringBatch } = network;
  const scorePart = (pixels: Uint8Array, first: number, count: number): Scores => {
    const positions = Uint32Array.from({ length: count }, (_, row) => first + row);
    const images = tf.tensor4d(normalise(pixels, positions), [count, inputSize, inputSize, channels]);
    const [features, probabilities] = graph.run(images, ...folded.weights);
    const values = { features: features!.dataSync<"float32">(), probabilities: probabilities!.dataSync<"float32">() };
    tf.dispose([images, features!, probabilities!]);
    return values;
  };
  return {
    network,
    classCount,
    score(pixels, count) {
      if (count <= scoringBatch) return scorePart(pixels, 0, count);
      const scores = { features: new Float32Array(count * featureCount), probabilities: new Float32Array(count * classCount) };
      for (let first = 0; first < count; first += scoringBatch) {
        const part = scorePart(pixels, first, Math.min(scoringBatch, count - first));
        scores.features.set(part.features, first * featureCount);
        scores.probabilities.set(part.probabilities, first * classCount);
      }
      return scores;
    },
    dispose() {
      graph.dispose();
      folded.dispose();
    },
  };
}
