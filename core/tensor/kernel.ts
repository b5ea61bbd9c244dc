// How a fused operation is added to tfjs: TensorFlow's own op where the addon computes, the composed definition elsewhere, one
// gradient for both. Networks then use it like any tfjs function, and the tape asks only for the gradients that are needed.
// What a gradient is made of are kernels too, so that it can be differentiated again: distillation asks for the gradient of a gradient.
// tfjs loses such second derivatives, without a word, where a gradient reads an output that it saved and that moves smoothly with the
// inputs (softmax, exp): read inputs there, and compute again.
import { loadTensorFlow } from "./backend.ts";
import type { NamedTensorMap, Tensor } from "./tensorflow.ts";

type Attributes = Record<string, number | boolean>;

export interface Kernel<Input extends string, A extends Attributes> {
  name: string;
  /** One call into TensorFlow, or a few. */
  fused(inputs: Record<Input, Tensor>, attributes: A): Tensor[];
  /** The definition, in tfjs' own functions: for other backends, and the oracle of the tests. */
  composed(inputs: Record<Input, Tensor>, attributes: A): Tensor[];
  /** What the gradient reads: first these inputs, then these outputs (by position). */
  savedInputs?: Input[];
  savedOutputs?: boolean[];
  /** Inputs that nothing goes back through: the outputs do not follow them (where a maximum was), or `gradient` allows for them already. */
  constants?: Input[];
  /** Gradients by input, each computed only when asked for; absent where the kernel is not differentiated. */
  gradient?(dys: Tensor[], saved: Tensor[], attributes: A): Partial<Record<Input, () => Tensor>>;
}

/** Backends that compute the composed form. */
const otherBackends = ["cpu", "wasm"];

/** Registers a kernel at its first call, because TensorFlow is not loaded before. */
export function defineKernel<Input extends string, A extends Attributes>(
  kernel: Kernel<Input, A>,
): (inputs: Record<Input, Tensor>, attributes: A) => Tensor[] {
  let isRegistered = false;
  return (inputs, attributes) => {
    if (!isRegistered) register(kernel);
    isRegistered = true;
    const constants = (kernel.constants ?? []).map((name) => [name, untracked(inputs[name])] as const);
    const outputs = loadTensorFlow()
      .engine()
      .runKernel<Tensor[]>(kernel.name, { ...inputs, ...Object.fromEntries(constants) } as NamedTensorMap, attributes);
    for (const [, tensor] of constants) tensor.dispose();
    return outputs;
  };
}

/** The same values as a tensor that the tape has not seen made: where it enters, the way back ends. */
function untracked(tensor: Tensor): Tensor {
  const tf = loadTensorFlow();
  tf.backend().incRef(tensor.dataId);
  return tf.engine().makeTensorFromTensorInfo(tensor);
}

function register<Input extends string, A extends Attributes>(kernel: Kernel<Input, A>): void {
  const tf = loadTensorFlow();
  const on = (backendName: string, compute: Kernel<Input, A>["fused"]) =>
    tf.registerKernel({
      kernelName: kernel.name,
      backendName,
      kernelFunc: ({ inputs, attrs }) => tf.tidy(() => compute(inputs as Record<Input, Tensor>, attrs as A)),
    });
  on("tensorflow", kernel.fused);
  for (const name of otherBackends) on(name, kernel.composed);
  const { gradient } = kernel;
  if (!gradient) return;
  tf.registerGradient({
    kernelName: kernel.name,
    inputsToSave: kernel.savedInputs ?? [],
    outputsToSave: kernel.savedOutputs ?? [],
    gradFunc: (dy, saved, attrs) => gradient(Array.isArray(dy) ? dy : [dy], saved, attrs as A) as Record<string, () => Tensor>,
  });
}
