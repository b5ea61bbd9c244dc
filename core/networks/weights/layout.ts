// Between our tensors and PyTorch's: the same names, other orders of axes. PyTorch stores convolutions [out, in, H, W] and
// linear layers [out, in]; TensorFlow wants [H, W, in, out] and [in, out].
import { InputError } from "../../errors.ts";
import { loadTensorFlow } from "../../tensor/backend.ts";
import type { Tensor } from "../../tensor/tensorflow.ts";
import type { Network, ParameterSpec, Parameters } from "../network.ts";
import type { StoredTensor } from "./safetensors.ts";

const toStored: Partial<Record<ParameterSpec["kind"], number[]>> = { convolution: [3, 2, 0, 1], linear: [1, 0] };
const fromStored: Partial<Record<ParameterSpec["kind"], number[]>> = { convolution: [2, 3, 1, 0], linear: [1, 0] };

/** What a file says of a parameter. */
export type StoredSpec = Pick<ParameterSpec, "name" | "kind" | "shape">;

/** The shape of a parameter in a file. */
export function storedShape(shape: readonly number[], kind: ParameterSpec["kind"]): number[] {
  return toStored[kind]?.map((axis) => shape[axis]!) ?? [...shape];
}

/** One tensor as a file stores it. */
export function storedTensor(tensor: Tensor, kind: ParameterSpec["kind"]): StoredTensor {
  const order = toStored[kind];
  const turned = order ? loadTensorFlow().transpose(tensor, order) : tensor.clone();
  // Not in a tidy: that would look for tensors among the million numbers of the result, which takes a second.
  const values = turned.dataSync<"float32">();
  turned.dispose();
  return { dtype: "F32", shape: turned.shape, values };
}

/**
 * The tensor of a parameter.
 *
 * @throws InputError when it is missing or has another shape
 */
export function tensorOf(tensors: Record<string, StoredTensor>, spec: StoredSpec, file: string): Tensor {
  const tf = loadTensorFlow();
  const { name } = spec;
  const stored = tensors[name];
  const order = fromStored[spec.kind];
  const expected = storedShape(spec.shape, spec.kind);
  if (stored?.dtype !== "F32" || stored.shape.join() !== expected.join()) {
    const found = stored ? `${name} as ${stored.dtype} [${stored.shape}]` : `no ${name}`;
    throw new InputError({ file, found, expected: `${name} as F32 [${expected}]`, mend: "Choose weights of this network and class list." });
  }
  return tf.tidy(() => {
    const tensor = tf.tensor(stored.values, stored.shape, "float32");
    return order ? tf.transpose(tensor, order) : tensor;
  });
}

/** A whole network as a state that `torch.nn.Module.load_state_dict` takes: batch norm layers also count their batches. */
export function storedState(network: Network, parameters: Parameters, classCount: number, updates: number): Record<string, StoredTensor> {
  const state: Record<string, StoredTensor> = {};
  for (const { name, kind } of network.parameters(classCount)) {
    state[name] = storedTensor(parameters[name]!, kind);
    if (name.endsWith(".running_mean")) {
      const layer = name.slice(0, -".running_mean".length);
      state[`${layer}.num_batches_tracked`] = { dtype: "I64", shape: [], values: BigInt64Array.of(BigInt(updates)) };
    }
  }
  return state;
}

/** @throws InputError when a parameter is missing or has another shape */
export function parametersOf(network: Network, tensors: Record<string, StoredTensor>, classCount: number, file: string): Parameters {
  return Object.fromEntries(network.parameters(classCount).map((spec) => [spec.name, tensorOf(tensors, spec, file)]));
}
