// The same computation by TensorFlow's ops and by the composed definitions on tfjs' own processor backend, as plain numbers.
import { loadTensorFlow } from "./backend.ts";
import type { Tensor } from "./tensorflow.ts";

/** Runs `compute` on both backends; its tensors are read and disposed. */
export function onBothBackends(compute: () => Tensor[]): { fused: number[][]; composed: number[][] } {
  const tf = loadTensorFlow();
  // Or tfjs advises to install what is being compared with. Its flag for tests would do too, but then takes what a custom gradient
  // saves for a leak.
  tf.env().set("PROD", true);
  const valuesOn = (backend: string) => {
    tf.setBackend(backend);
    return tf.tidy(() => compute().map((tensor) => Array.from(tensor.dataSync())) as never) as number[][];
  };
  try {
    return { fused: valuesOn("tensorflow"), composed: valuesOn("cpu") };
  } finally {
    tf.setBackend("tensorflow");
  }
}

/** The largest difference of two equally long lists of numbers. */
export function largestDifference(first: number[][], second: number[][]): number {
  const [a, b] = [first.flat(), second.flat()];
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  return a.reduce((most, value, index) => Math.max(most, Math.abs(value - b[index]!)), 0);
}

/** Normal numbers, the same for the same seed on every backend. */
export function normalTensor(shape: number[], seed: number): Tensor {
  return loadTensorFlow().randomNormal(shape, 0, 1, "float32", seed);
}
