// TensorFlow's own operations by name, with typed attributes: tfjs exposes only a part of them, and composes the rest from
// many small ones.
import { loadTensorFlow } from "./backend.ts";
import type { Tensor } from "./tensorflow.ts";

/** As much of tfjs-node's backend and binding as is called here. */
interface NodeBackend {
  binding: {
    executeOp(name: string, attributes: Attribute[], inputIds: number[], outputCount: number): { id: number }[];
    deleteTensor(id: number): void;
  };
  executeMultipleOutputs(name: string, attributes: Attribute[], inputs: Tensor[], outputCount: number): Tensor[];
  getInputTensorIds(inputs: Tensor[]): number[];
  createOutputTensor(metadata: { id: number }): Tensor;
}

interface Attribute {
  name: string;
  type: number;
  value: boolean | number | string | number[];
}

/** Attribute types of TensorFlow's C interface (TF_AttrType) and the element types used here (TF_DataType). */
const attributeType = { string: 0, int: 1, float: 2, bool: 3, type: 4 } as const;
export const elementType = { float32: 1, int32: 3, int64: 9 } as const;

type AttributeSpec = Omit<Attribute, "name">;
export const string = (value: string): AttributeSpec => ({ type: attributeType.string, value });
export const int = (value: number | number[]): AttributeSpec => ({ type: attributeType.int, value });
export const float = (value: number): AttributeSpec => ({ type: attributeType.float, value });
export const bool = (value: boolean): AttributeSpec => ({ type: attributeType.bool, value });
export const type = (element: keyof typeof elementType): AttributeSpec => ({ type: attributeType.type, value: elementType[element] });

const named = (attributes: Record<string, AttributeSpec>): Attribute[] =>
  Object.entries(attributes).map(([name, spec]) => ({ name, ...spec }));
const nodeBackend = (): NodeBackend => loadTensorFlow().backend() as unknown as NodeBackend;

/** Runs one TensorFlow op; its outputs are ordinary tfjs tensors. */
export function runOp(name: string, attributes: Record<string, AttributeSpec>, inputs: Tensor[], outputCount = 1): Tensor[] {
  return nodeBackend().executeMultipleOutputs(name, named(attributes), inputs, outputCount);
}

/**
 * Runs an op with one output whose last input must be int64, given here as int32. The int64 handle never becomes a tensor,
 * because tfjs has no such type and prints a warning for each.
 */
export function runThroughInt64(name: string, attributes: Record<string, AttributeSpec>, inputs: Tensor[], last: Tensor): Tensor[] {
  const backend = nodeBackend();
  const cast = { SrcT: type("int32"), DstT: type("int64"), Truncate: bool(false) };
  const wide = backend.binding.executeOp("Cast", named(cast), backend.getInputTensorIds([last]), 1)[0]!.id;
  const ids = [...backend.getInputTensorIds(inputs), wide];
  const output = backend.binding.executeOp(name, named(attributes), ids, 1)[0]!;
  backend.binding.deleteTensor(wide);
  return [backend.createOutputTensor(output)];
}
