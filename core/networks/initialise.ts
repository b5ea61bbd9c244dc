// Start values from our own generator, so that a seed names the same network everywhere.
import { randomStream } from "../random.ts";
import { loadTensorFlow } from "../tensor/backend.ts";
import type { Tensor } from "../tensor/tensorflow.ts";
import type { ParameterSpec, Parameters, Start } from "./network.ts";

/** Every parameter has its own stream, named after it: a network of other classes shares all but the head. The caller disposes them. */
export function initialParameters(specs: ParameterSpec[], seed: number): Parameters {
  return Object.fromEntries(specs.map((spec) => [spec.name, initialValue(spec, seed)]));
}

function initialValue({ name, shape, start }: ParameterSpec, seed: number): Tensor {
  const draw = drawer(start, seed, name);
  const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
  for (let index = 0; index < values.length; index++) values[index] = draw();
  return loadTensorFlow().tensor(values, shape, "float32");
}

function drawer(start: Start, seed: number, name: string): () => number {
  const random = randomStream(seed, "initial", name);
  switch (start.draw) {
    case "constant":
      return () => start.value;
    case "normal":
      return () => start.deviation * random.normal();
    case "uniform":
      return () => start.bound * (2 * random.uniform() - 1);
  }
}
