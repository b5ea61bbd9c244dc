// One tensor for two branches. tfjs would add the gradients that come back from both by an op of its own, which takes them for float32.
import { defineKernel } from "./kernel.ts";
import { runOp, typeOf } from "./raw-op.ts";
import type { Tensor } from "./tensorflow.ts";

/** x twice; both must be used. */
export function fork<T extends Tensor>(x: T): [T, T] {
  return kernel({ x }, {}) as [T, T];
}

const kernel = defineKernel<"x", Record<string, never>>({
  name: "OmniferFork",
  fused: ({ x }) => [x.clone(), x.clone()],
  composed: ({ x }) => [x.clone(), x.clone()],
  gradient: ([first, second]) => ({ x: () => sum({ first: first!, second: second! }, {})[0]! }),
});

const sum = defineKernel<"first" | "second", Record<string, never>>({
  name: "OmniferSum",
  fused: ({ first, second }) => runOp("AddV2", { T: typeOf(first) }, [first, second]),
  composed: ({ first, second }) => [first.add(second)],
  gradient: ([dy]) => ({ first: () => dy!.clone(), second: () => dy!.clone() }),
});
