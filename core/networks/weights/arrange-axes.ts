// From the axes of a published file to PyTorch's. Plain loops over plain numbers, so that a file can be looked at and converted
// without TensorFlow.
import type { ParameterSpec } from "../network.ts";
import { storedShape } from "./layout.ts";
import type { AxisOrder } from "./layouts/weight-layout.ts";
import { elementCount } from "./number-format.ts";
import type { StoredTensor } from "./safetensors.ts";

export type FloatTensor = Extract<StoredTensor, { dtype: "F32" }>;

export interface Arranged {
  tensor: FloatTensor;
  /** In words; empty for a tensor that was taken as it is. */
  changes: string[];
}

/**
 * A parameter out of a file's tensor, as PyTorch stores it.
 *
 * @param grid  cells a side of the map that a linear layer reads; 1 where it reads features
 * @returns null when the shapes do not fit
 */
export function arrange(stored: StoredTensor, spec: Pick<ParameterSpec, "kind" | "shape">, axes: AxisOrder, grid: number): Arranged | null {
  if (stored.dtype !== "F32") return null;
  const wanted = storedShape(spec.shape, spec.kind);
  if (spec.kind === "convolution") return arrangeConvolution(stored, wanted, axes);
  if (spec.kind === "linear") return arrangeLinear(stored, wanted, axes, grid);
  return joined({ tensor: stored, changes: [] }, wanted);
}

function arrangeConvolution(stored: FloatTensor, wanted: number[], axes: AxisOrder): Arranged | null {
  if (stored.shape.length !== 4) return null;
  const arranged = inPytorchOrder(stored, axes);
  return isShape(arranged.tensor, wanted) ? arranged : null;
}

/** Fully connected layers are often stored as the convolutions that they are, and join their axes in the order channel, row, column. */
function arrangeLinear(stored: FloatTensor, wanted: number[], axes: AxisOrder, grid: number): Arranged | null {
  const [outputs, inputs] = wanted as [number, number];
  if (stored.shape.length === 4) {
    const arranged = inPytorchOrder(stored, axes);
    return arranged.tensor.shape[0] === outputs ? joined(arranged, wanted) : null;
  }
  if (stored.shape.length !== 2) return null;
  if (axes !== "keras") return isShape(stored, wanted) ? { tensor: stored, changes: [] } : null;
  if (!isShape(stored, [inputs, outputs])) return null;
  if (grid === 1) return { tensor: permuted(stored, [1, 0]), changes: ["turned from [in, out]"] };
  const cells: FloatTensor = { ...stored, shape: [grid, grid, inputs / (grid * grid), outputs] };
  const changes = ["turned from [in, out]", "inputs put into the order channel, row, column"];
  return joined({ tensor: permuted(cells, [3, 2, 0, 1]), changes }, wanted, false);
}

function inPytorchOrder(tensor: FloatTensor, axes: AxisOrder): Arranged {
  if (axes === "pytorch") return { tensor, changes: [] };
  if (axes === "keras") return { tensor: permuted(tensor, [3, 2, 0, 1]), changes: ["turned from [row, column, in, out]"] };
  return { tensor: permuted(tensor, [0, 1, 3, 2]), changes: ["turned from MATLAB's [row, column, in, out]"] };
}

/** Takes axes together, or drops those of size one. Null when the numbers are not as many. */
function joined({ tensor, changes }: Arranged, shape: number[], isToldOf = true): Arranged | null {
  if (isShape(tensor, shape)) return { tensor, changes };
  const isVectorOfOther = shape.length === 1 && !tensor.shape.includes(shape[0]!);
  if (elementCount(tensor.shape) !== elementCount(shape) || isVectorOfOther) return null;
  const told = isToldOf ? [...changes, `[${tensor.shape}] joined to [${shape}]`] : changes;
  return { tensor: { ...tensor, shape }, changes: told };
}

/** [out, in, row, column] with the inputs in reverse: a first layer for BGR becomes one for RGB. */
export function withReversedInputs(tensor: FloatTensor): FloatTensor {
  const [outputs, inputs, rows, columns] = tensor.shape as [number, number, number, number];
  const plane = rows * columns;
  const values = new Float32Array(tensor.values.length);
  for (let out = 0; out < outputs; out++) {
    for (let input = 0; input < inputs; input++) {
      const from = (out * inputs + input) * plane;
      values.set(tensor.values.subarray(from, from + plane), (out * inputs + inputs - 1 - input) * plane);
    }
  }
  return { ...tensor, values };
}

/** Axis i of the result is axis `order[i]` of the tensor. */
function permuted({ shape, values }: FloatTensor, order: readonly number[]): FloatTensor {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const sizes = order.map((axis) => shape[axis]!);
  const steps = order.map((axis) => strides[axis]!);
  const last = sizes.length - 1;
  const [run, step] = [sizes[last]!, steps[last]!];
  const result = new Float32Array(values.length);
  const index = sizes.map(() => 0);
  for (let to = 0, from = 0; to < result.length; ) {
    for (let element = 0; element < run; element++, to++) result[to] = values[from + element * step]!;
    for (let axis = last - 1; axis >= 0; axis--) {
      index[axis]! += 1;
      from += steps[axis]!;
      if (index[axis]! < sizes[axis]!) break;
      from -= sizes[axis]! * steps[axis]!;
      index[axis] = 0;
    }
  }
  return { dtype: "F32", shape: sizes, values: result };
}

const isShape = ({ shape }: FloatTensor, wanted: readonly number[]): boolean => shape.join() === wanted.join();
