// The maximum with its kink rounded off, by log-sum-exp: log(exp(beta a) + exp(beta b)) / beta lies above max(a, b), by log(2) / beta where
// both are equal and by nothing that counts a few 1 / beta away. Second derivatives are exact; nobody asks for third ones.
import { loadTensorFlow } from "./backend.ts";
import { defineKernel } from "./kernel.ts";
import type { Tensor } from "./tensorflow.ts";

type Beta = { beta: number };

/** log(exp(beta a) + exp(beta b)) / beta; both of the same shape, one of them perhaps hugely negative. */
export function smoothMaximum<T extends Tensor>(a: T, b: T, beta: number): T {
  return maximum({ a, b }, { beta })[0] as T;
}

/** The smooth maximum of x and 0: log(1 + exp(beta x)) / beta. */
export function softplus<T extends Tensor>(x: T, beta: number): T {
  return positivePart({ x }, { beta })[0] as T;
}

const softplusOf = (x: Tensor, beta: number): Tensor => loadTensorFlow().softplus(x.mul(beta)).div(beta);
const logistic = (x: Tensor, beta: number): Tensor => loadTensorFlow().sigmoid(x.mul(beta));

const maximumOf = ({ a, b }: Record<"a" | "b", Tensor>, { beta }: Beta): Tensor[] => [
  a.maximum(b).add(softplusOf(a.sub(b).abs().neg(), beta)),
];

const maximum = defineKernel<"a" | "b", Beta>({
  name: "OmniferSmoothMaximum",
  fused: maximumOf,
  composed: maximumOf,
  savedInputs: ["a", "b"],
  gradient: ([dy], [a, b], { beta }) => {
    const toA = softplusGradient(dy!, a!.sub(b!), beta); // computed here, because b's is what it leaves
    return { a: () => toA, b: () => dy!.sub(toA) };
  },
});

const positivePartOf = ({ x }: Record<"x", Tensor>, { beta }: Beta): Tensor[] => [softplusOf(x, beta)];

const positivePart = defineKernel<"x", Beta>({
  name: "OmniferSoftplus",
  fused: positivePartOf,
  composed: positivePartOf,
  savedInputs: ["x"],
  gradient: ([dy], [x], { beta }) => ({ x: () => softplusGradient(dy!, x!, beta) }),
});

/** dy / (1 + exp(-beta x)) */
const softplusGradient = (dy: Tensor, x: Tensor, beta: number): Tensor => backward({ dy, x }, { beta })[0]!;

const backwardOf = ({ dy, x }: Record<"dy" | "x", Tensor>, { beta }: Beta): Tensor[] => [dy.mul(logistic(x, beta))];

const backward = defineKernel<"dy" | "x", Beta>({
  name: "OmniferSoftplusGradient",
  fused: backwardOf,
  composed: backwardOf,
  savedInputs: ["dy", "x"],
  gradient: ([ddx], [dy, x], { beta }) => ({
    dy: () => softplusGradient(ddx!, x!, beta),
    x: () => {
      const share = logistic(x!, beta);
      return ddx!.mul(dy!).mul(share.mul(share.neg().add(1)).mul(beta));
    },
  }),
});
