// From a window of a storage to a tensor: PyTorch keeps numbers in a storage and says with offset and strides which ones a tensor
// shows, in which order. Only the part of the storage that it shows is read.
import type { Budget } from "./budget.ts";
import type { ByteSource } from "./byte-source.ts";
import { byteWidths, elementCount, storedTensorOf } from "./number-format.ts";
import type { StoredTensor } from "./safetensors.ts";
import type { TorchTensor } from "./torch-globals.ts";
import { weightFault } from "./weight-fault.ts";

/**
 * @param storage  all bytes of the tensor's storage
 * @param place    the tensor's name, for errors
 * @throws InputError when the tensor reaches past its storage, or asks for more than the budget
 */
export function readTorchTensor(
  tensor: TorchTensor,
  storage: ByteSource,
  isBigEndian: boolean,
  budget: Budget,
  place: string,
): StoredTensor {
  const { offset, shape, strides } = tensor;
  const { format } = tensor.storage;
  const count = elementCount(shape);
  const width = byteWidths[format];
  const span = count === 0 ? 0 : shape.reduce((last, size, axis) => last + (size - 1) * strides[axis]!, 1);
  if (!Number.isSafeInteger(count) || (offset + span) * width > storage.size) {
    const found = `shape [${shape}] with strides [${strides}] from element ${offset}`;
    throw weightFault(budget.file, { place, found, expected: `at most the ${storage.size / width} elements of its storage` });
  }
  const bytes = budget.allocate(span * width, place);
  storage.fill(bytes, offset * width);
  if (isContiguous(shape, strides)) return storedTensorOf(format, shape, bytes, isBigEndian, budget, place);
  return gather(storedTensorOf(format, [span], bytes, isBigEndian, budget, place), shape, strides, budget, place);
}

/** Whether the numbers already lie in the order of the shape; axes of size one may have any stride. */
function isContiguous(shape: readonly number[], strides: readonly number[]): boolean {
  let expected = 1;
  for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
    if (shape[axis] !== 1 && strides[axis] !== expected) return false;
    expected *= shape[axis]!;
  }
  return true;
}

function gather(flat: StoredTensor, shape: number[], strides: readonly number[], budget: Budget, place: string): StoredTensor {
  const count = elementCount(shape);
  const buffer = budget.allocate(count * flat.values.BYTES_PER_ELEMENT, place).buffer;
  if (flat.dtype === "F32") return { dtype: "F32", shape, values: gathered(flat.values, new Float32Array(buffer), shape, strides) };
  if (flat.dtype === "I64") return { dtype: "I64", shape, values: gathered(flat.values, new BigInt64Array(buffer), shape, strides) };
  return { dtype: "U8", shape, values: gathered(flat.values, new Uint8Array(buffer), shape, strides) };
}

/** Counts up the index of every axis, the last one fastest, and moves the place in the storage with it. */
function gathered<T extends Float32Array | BigInt64Array | Uint8Array>(
  from: T,
  to: T,
  shape: readonly number[],
  strides: readonly number[],
): T {
  const index = shape.map(() => 0);
  let place = 0;
  for (let element = 0; element < to.length; element += 1) {
    to[element] = from[place]!;
    for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
      index[axis]! += 1;
      place += strides[axis]!;
      if (index[axis]! < shape[axis]!) break;
      place -= index[axis]! * strides[axis]!;
      index[axis] = 0;
    }
  }
  return to;
}
