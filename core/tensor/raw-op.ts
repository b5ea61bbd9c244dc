// TensorFlow's own operations by name, with typed attributes: tfjs exposes only a part of them, and composes the rest from
// many small ones.
import { loadTensorFlow } from "./backend.ts";
import type { Tensor } from "./tensorflow.ts";

/** As much of tfjs-node's backend and binding as is called here. */
interface NodeBackend {
  binding: {
    isUsingGpuDevice(): boolean;
  };
  executeMultipleOutputs(name: string, attributes: Attribute[], inputs: Tensor[], outputCount: number): Tensor[];
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

/** Chooses oneDNN's kernel of an op that TensorFlow registers for its own graph rewriting. */
export const oneDnnKernel = { _kernel: string("MklNameChangeOp") };

/** Whether TensorFlow found a GPU to compute on. */
export const isOnGpu = (): boolean => nodeBackend().binding.isUsingGpuDevice();

let oneDnn: boolean | undefined;

/** Whether oneDNN's own ops can be called: x86 builds of TensorFlow computing on the processor. */
export function hasOneDnn(): boolean {
  oneDnn ??= tryOneDnn();
  return oneDnn;
}

function tryOneDnn(): boolean {
  const tf = loadTensorFlow();
  if (isOnGpu()) return false;
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
