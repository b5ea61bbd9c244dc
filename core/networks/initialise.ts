// Start values of the layer kinds, from our own generator, so that a seed names the same network everywhere.
import { randomStream } from "../random.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import type { Tensor } from "../tensor/tensorflow.ts";
import type { ParameterSpec } from "./network.ts";

/**
 * Convolutions: normal with variance 2 / fan-out (He et al. 2015, for relu). Linear layers, weight and bias: uniform within
 * 1 / sqrt(fan-in), PyTorch's default. Batch norm: scale 1, offset 0, running mean 0 and variance 1.
 *
 * @param fanIn  inputs of the linear layer that a parameter belongs to
 */
export function initialValue({ name, kind, shape }: ParameterSpec, seed: number, fanIn: number): Tensor {
  const tf = loadTensorFlow();
  const random = randomStream(seed, "initial", name);
  const fill = (draw: () => number) => {
    const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
    for (let index = 0; index < values.length; index++) values[index] = draw();
    return tf.tensor(values, shape, "float32");
  };
  if (kind === "convolution") {
    const [height, width, , out] = shape as [number, number, number, number];
    const deviation = Math.sqrt(2 / (height * width * out));
    return fill(() => deviation * random.normal());
  }
  if (name.startsWith("fc.")) {
    const bound = 1 / Math.sqrt(fanIn);
    return fill(() => bound * (2 * random.uniform() - 1));
  }
  return fill(() => (name.endsWith(".weight") || name.endsWith(".running_var") ? 1 : 0));
}
