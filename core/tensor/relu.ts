// Relu with TensorFlow's ReluGrad: tfjs' own gradient goes through a step function, a cast and a product (25 ms against 3).
import { loadTensorFlow } from "./backend.ts";
import { defineKernel } from "./kernel.ts";
import { hasOneDnn, isBfloat16, runOp, type, typeOf } from "./raw-op.ts";
import type { Tensor } from "./tensorflow.ts";

/** max(x, 0); its gradient is 0 at 0. */
export function relu<T extends Tensor>(x: T): T {
  return forward({ x }, {})[0] as T;
}

/** What comes back through a relu: dy where its output y is above 0, else 0. */
export function reluGradient(dy: Tensor, y: Tensor): Tensor {
  return backward({ dy, y }, {})[0]!;
}

/** TensorFlow's part of every kernel that ends in a relu. */
export function runRelu(x: Tensor): Tensor {
  if (!isBfloat16(x) || !hasOneDnn()) return runOp("Relu", { T: typeOf(x) }, [x])[0]!;
  // On the processor TensorFlow's own widens every value and takes three times as long. A sign bit is one in either reading, so the
  // larger of the bits and 0 as integers is the relu. (What is not a number may come out as 0; weights are looked at by themselves.)
  return loadTensorFlow().tidy(() => {
    const [zero] = runOp("Cast", { SrcT: type("int32"), DstT: type("int16") }, [loadTensorFlow().scalar(0, "int32")]);
    const [bits] = runOp("Bitcast", { T: type("bfloat16"), type: type("int16") }, [x]);
    const [larger] = runOp("Maximum", { T: type("int16") }, [bits!, zero!]);
    return runOp("Bitcast", { T: type("int16"), type: type("bfloat16") }, [larger!])[0]!;
  });
}

const forward = defineKernel<"x", Record<string, never>>({
  name: "OmniferRelu",
  fused: ({ x }) => [runRelu(x)],
  composed: ({ x }) => [loadTensorFlow().relu(x)],
  savedOutputs: [true],
  gradient: ([dy], [y]) => ({ x: () => reluGradient(dy!, y!) }),
});

const backward = defineKernel<"dy" | "y", Record<string, never>>({
  name: "OmniferReluGradient",
  fused: ({ dy, y }) => runOp("ReluGrad", { T: typeOf(y) }, [dy, y]),
  composed: ({ dy, y }) => [dy.mul(y.greater(0).cast("float32"))],
  savedInputs: ["y"],
  constants: ["y"],
  gradient: ([ddx], [y]) => ({ dy: () => reluGradient(ddx!, y!) }),
});
