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

/** A scalar function of tensors, and the place at which it is looked at. */
export interface Landscape {
  loss(...inputs: Tensor[]): Tensor;
  inputs: Tensor[];
}

/**
 * How far second derivatives are off: those of TensorFlow's ops, against the composed definitions', and against central differences
 * of the first derivatives; norm(a - b) / norm(b). The second derivatives are the Hessian times one direction, which each input shares.
 *
 * @param landscape  made anew on each backend; without a kink within a few thousandths of its place
 */
export function secondDerivativeErrors(landscape: () => Landscape): { againstComposed: number; againstDifferences: number } {
  const step = 2e-3;
  const { fused, composed } = onBothBackends(() => {
    const tf = loadTensorFlow();
    const { loss, inputs } = landscape();
    const directions = inputs.map(({ shape }, index) => normalTensor(shape, 100 + index));
    const slopes = tf.grads(loss);
    const along = (...at: Tensor[]) => tf.addN(slopes(at).map((slope, index) => slope.mul(directions[index]!).sum()));
    const slopesAt = (distance: number) => slopes(inputs.map((input, index) => input.add(directions[index]!.mul(distance))));
    const [ahead, behind] = [slopesAt(step), slopesAt(-step)];
    return [...tf.grads(along)(inputs), ...ahead.map((slope, index) => slope.sub(behind[index]!).div(2 * step))];
  });
  const exactOf = (values: number[][]) => values.slice(0, values.length / 2);
  const differences = fused.slice(fused.length / 2);
  return {
    againstComposed: relativeError(exactOf(fused).flat(), exactOf(composed).flat()),
    againstDifferences: relativeError(exactOf(fused).flat(), differences.flat()),
  };
}

/** norm(a - b) / norm(b); not a number where b is nothing but zeros. */
export function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  const norm = (value: (index: number) => number) => {
    let sum = 0;
    for (let index = 0; index < b.length; index++) sum += value(index) ** 2;
    return Math.sqrt(sum);
  };
  return norm((index) => a[index]! - b[index]!) / norm((index) => b[index]!);
}

/** Normal numbers, the same for the same seed on every backend. */
export function normalTensor(shape: number[], seed: number): Tensor {
  return loadTensorFlow().randomNormal(shape, 0, 1, "float32", seed);
}
