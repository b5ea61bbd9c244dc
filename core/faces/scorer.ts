// One of the three networks, ready to look at pictures: weights held, its calls one graph (core/tensor/compiled.ts), which serves grey and
// colour pictures of every size and number.
import { loadTensorFlow } from "../tensor/backend.ts";
import { compiled } from "../tensor/compiled.ts";
import type { Tensor4D } from "../tensor/tensorflow.ts";
import { type FaceNetwork, foldFaceNetwork, valueCount } from "./face-network.ts";
import { type MtcnnFile, readMtcnnWeights } from "./mtcnn-weights.ts";

export interface Scorer {
  /** Values of a place. */
  valueCount: number;
  /**
   * @param pictures  of this shape, -1 to 1
   * @returns [N, H', W', valueCount], flat
   */
  score(pictures: Float32Array, shape: [count: number, rows: number, columns: number, channels: number]): Float32Array;
  dispose(): void;
}

/** @throws InputError when the file is missing or not the pinned one */
export function openScorer(network: FaceNetwork, folder: string, file: MtcnnFile): Scorer {
  const tf = loadTensorFlow();
  const { first, rest, forward } = foldFaceNetwork(network, readMtcnnWeights(folder, file), file);
  const graph = compiled((pictures, filter, ...weights) => [forward(pictures as Tensor4D, filter as Tensor4D, weights)], "any");
  return {
    valueCount: valueCount(network),
    score(pictures, shape) {
      const input = tf.tensor4d(pictures, shape);
      const [output] = graph.run(input, first[shape[3] as 1 | 3], ...rest);
      const values = output!.dataSync<"float32">();
      tf.dispose([input, output!]);
      return values;
    },
    dispose() {
      graph.dispose();
      tf.dispose([first[1], first[3], ...rest]);
    },
  };
}
