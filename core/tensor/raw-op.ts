// TensorFlow's own operations by name, with typed attributes: tfjs exposes only a part of them, and composes the rest from
// many small ones; and it knows fewer types of numbers.
import { loadTensorFlow } from "./backend.ts";
import type { Tensor } from "./tensorflow.ts";

/** As much of tfjs-node's binding to the addon as is called here. */
export interface NodeBinding {
  isUsingGpuDevice(): boolean;
  executeOp(name: string, attributes: Attribute[], inputIds: number[], outputCount: number): TensorMetadata[];
  createTensor(shape: number[], type: number, values: ArrayBufferView): number;
  tensorDataSync(id: number): ArrayBufferView;
  deleteTensor(id: number): void;
  /** @returns a number that names the graph */
  loadSavedModel(folder: string, tag: string): number;
  /** Names are joined by commas, each with the position of its output. */
  runSavedModel(graph: number, inputIds: number[], inputNames: string, outputNames: string): TensorMetadata[];
  deleteSavedModel(graph: number): void;
}

/** As much of tfjs-node's backend. */
interface NodeBackend {
  binding: NodeBinding;
  getInputTensorIds(inputs: Tensor[]): number[];
  createOutputTensor(metadata: TensorMetadata): Tensor;
}

/** How the addon names a tensor of TensorFlow. */
export interface TensorMetadata {
  id: number;
  shape: number[];
  dtype: number;
}

export interface Attribute {
  name: string;
  type: number;
  value: boolean | number | string | number[];
}

/** Attribute types of TensorFlow's C interface (TF_AttrType) and the element types used here (TF_DataType). */
export const attributeType = { string: 0, int: 1, float: 2, bool: 3, type: 4, shape: 5 } as const;
const elementType = { float32: 1, int32: 3, int16: 5, int64: 9, bool: 10, bfloat16: 14 } as const;

/** Elements of tensors that are float32 to tfjs, which has no name for what they hold: by data id, gone with the tensor. */
const foreignElements = new WeakMap<object, "bfloat16" | "int16">();
const foreignTypes = new Map<number, "bfloat16" | "int16">([
  [elementType.bfloat16, "bfloat16"],
  [elementType.int16, "int16"],
]);

export type AttributeSpec = Omit<Attribute, "name">;
export const string = (value: string): AttributeSpec => ({ type: attributeType.string, value });
export const int = (value: number | number[]): AttributeSpec => ({ type: attributeType.int, value });
export const float = (value: number): AttributeSpec => ({ type: attributeType.float, value });
export const bool = (value: boolean): AttributeSpec => ({ type: attributeType.bool, value });
export const type = (element: keyof typeof elementType): AttributeSpec => ({ type: attributeType.type, value: elementType[element] });

/** The type attribute of what a tensor of real numbers holds. */
export const typeOf = (x: Tensor): AttributeSpec => type(foreignElements.get(x.dataId) ?? "float32");
/** Whether a tensor that tfjs takes for float32 holds bfloat16; see bfloat16.ts. */
export const isBfloat16 = (x: Tensor): boolean => foreignElements.get(x.dataId) === "bfloat16";
/** What a tensor holds, by its number in TensorFlow. */
export const elementTypeOf = (x: Tensor): number => elementType[foreignElements.get(x.dataId) ?? (x.dtype as "float32" | "int32" | "bool")];
const shape = (value: number[]): AttributeSpec => ({ type: attributeType.shape, value });

const named = (attributes: Record<string, AttributeSpec>): Attribute[] =>
  Object.entries(attributes).map(([name, spec]) => ({ name, ...spec }));
export const nodeBackend = (): NodeBackend => loadTensorFlow().backend() as unknown as NodeBackend;

/**
 * Runs one TensorFlow op; its outputs are ordinary tfjs tensors, freed and counted as such. Those of a type that tfjs does not know
 * pass as float32: ops called here ask `typeOf`, and tfjs' own refuse them.
 */
export function runOp(name: string, attributes: Record<string, AttributeSpec>, inputs: Tensor[], outputCount = 1): Tensor[] {
  const backend = nodeBackend();
  return backend.binding.executeOp(name, named(attributes), backend.getInputTensorIds(inputs), outputCount).map(tensorOf);
}

/** A tensor of TensorFlow as one of tfjs. */
export function tensorOf(handle: TensorMetadata): Tensor {
  const foreign = foreignTypes.get(handle.dtype);
  const tensor = nodeBackend().createOutputTensor(foreign ? { ...handle, dtype: elementType.float32 } : handle);
  if (foreign) foreignElements.set(tensor.dataId, foreign);
  return tensor;
}

/** Float values that ops change where they lie. Without another holder of the same values nothing is copied. */
export interface Variable {
  id: number;
}

/** TensorFlow's name for resources that live as long as their handle. */
const unshared = { container: string(""), shared_name: string("cd2c89b7-88b7-44c8-ad83-06c2a9158347") };
const floats = { dtype: type("float32") };

/** Takes the tensor's values over and disposes it; `valuesOf` gives them back. */
export function variableOf(tensor: Tensor): Variable {
  const backend = nodeBackend();
  const { binding } = backend;
  const [handle] = binding.executeOp("VarHandleOp", named({ ...floats, ...unshared, shape: shape(tensor.shape) }), [], 1);
  binding.executeOp("AssignVariableOp", named(floats), [handle!.id, ...backend.getInputTensorIds([tensor])], 0);
  tensor.dispose();
  return { id: handle!.id };
}

/** Runs an op that changes the variables, its first inputs, in place. */
export function runInPlace(name: string, attributes: Record<string, AttributeSpec>, variables: Variable[], inputs: Tensor[]): void {
  const backend = nodeBackend();
  backend.binding.executeOp(name, named(attributes), [...variables.map(({ id }) => id), ...backend.getInputTensorIds(inputs)], 0);
}

/** Ends a variable; its values as a tensor. */
export function valuesOf({ id }: Variable): Tensor {
  const backend = nodeBackend();
  const [values] = backend.binding.executeOp("ReadVariableOp", named(floats), [id], 1);
  backend.binding.deleteTensor(id);
  return backend.createOutputTensor(values!);
}

/** Chooses oneDNN's kernel of an op that TensorFlow registers for its own graph rewriting. */
export const oneDnnKernel = { _kernel: string("MklNameChangeOp") };

/** Whether TensorFlow found a GPU to compute on. */
export const isUsingGpu = (): boolean => nodeBackend().binding.isUsingGpuDevice();

let oneDnn: boolean | undefined;

/** Whether oneDNN's own ops can be called: x86 builds of TensorFlow computing on the processor. */
export function hasOneDnn(): boolean {
  oneDnn ??= tryOneDnn();
  return oneDnn;
}

function tryOneDnn(): boolean {
  const tf = loadTensorFlow();
  if (isUsingGpu()) return false;
  const window = { ksize: int([1, 2, 2, 1]), strides: int([1, 2, 2, 1]), padding: string("VALID"), data_format: string("NHWC") };
  try {
    tf.tidy(() => {
      runOp(
        "_MklNativeMaxPool",
        { ...window, ...oneDnnKernel, T: type("float32"), workspace_enabled: bool(true) },
        [tf.ones([1, 2, 2, 1])],
        2,
      );
    });
    return true;
  } catch {
    return false; // not in this build of TensorFlow
  }
}
