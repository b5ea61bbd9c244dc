// The end of a residual block: the sum of two branches and its relu as one kernel, so that the sum itself is not kept for the gradient.
import { loadTensorFlow } from "./backend.ts";
import { defineKernel } from "./kernel.ts";
import { runOp, typeOf } from "./raw-op.ts";
import { reluGradient, runRelu } from "./relu.ts";
import type { Tensor } from "./tensorflow.ts";

/** max(branch + shortcut, 0); both of the same shape. */
export function residualSum<T extends Tensor>(branch: T, shortcut: T): T {
  return kernel({ branch, shortcut }, {})[0] as T;
}

const kernel = defineKernel<"branch" | "shortcut", Record<string, never>>({
  name: "OmniferResidualSum",
  fused: ({ branch, shortcut }) => [runRelu(runOp("AddV2", { T: typeOf(branch) }, [branch, shortcut])[0]!)],
  composed: ({ branch, shortcut }) => [loadTensorFlow().relu(branch.add(shortcut))],
  savedOutputs: [true],
  gradient: ([dy], [y]) => {
    const both = reluGradient(dy!, y!);
    return { branch: () => both, shortcut: () => both.clone() }; // two handles: the tape disposes each when it adds to it
  },
});
