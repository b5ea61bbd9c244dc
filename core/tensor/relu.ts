// Relu with TensorFlow's ReluGrad: tfjs' own gradient goes through a step function, a cast and a product (25 ms against 3).
import { loadTensorFlow } from "./backend.ts";
import { defineKernel } from "./kernel.ts";
import { runOp, type } from "./raw-op.ts";
import type { Tensor } from "./tensorflow.ts";

/** max(x, 0); its gradient is 0 at 0. */
export function relu<T extends Tensor>(x: T): T {
  return forward({ x }, {})[0] as T;
}

/** What comes back through a relu: dy where its output y is above 0, else 0. */
export function reluGradient(dy: Tensor, y: Tensor): Tensor {
  return backward({ dy, y }, {})[0]!;
}

const forward = defineKernel<"x", Record<string, never>>({
  name: "OmniferRelu",
  fused: ({ x }) => runOp("Relu", { T: type("float32") }, [x]),
  composed: ({ x }) => [loadTensorFlow().relu(x)],
  savedOutputs: [true],
  gradient: ([dy], [y]) => ({ x: () => reluGradient(dy!, y!) }),
});

const backward = defineKernel<"dy" | "y", Record<string, never>>({
  name: "OmniferReluGradient",
  fused: ({ dy, y }) => runOp("ReluGrad", { T: type("float32") }, [dy, y]),
  composed: ({ dy, y }) => [dy.mul(y.greater(0).cast("float32"))],
  savedInputs: ["y"],
  constants: ["y"],
  gradient: ([ddx], [y]) => ({ dy: () => reluGradient(ddx!, y!) }),
});
