// bfloat16: float32 with 8 bits of mantissa instead of 24, half the bytes, and on processors and GPUs made for it twice the speed.
// tfjs has no such type, so these tensors pass as float32 to it and stay among our own kernels, which follow the type of what they
// are given; tfjs' own ops refuse them. Both conversions have the other as gradient, so weights stay in float32 and a network computes
// in bfloat16 between them.
import type { Precision } from "../recipe.ts";
import { loadTensorFlow } from "./backend.ts";
import { defineKernel } from "./kernel.ts";
import { isBfloat16, runOp, type } from "./raw-op.ts";
import type { Tensor } from "./tensorflow.ts";

/** x in this precision. */
export function inPrecision<T extends Tensor>(x: T, precision: Precision): T {
  if (precision === "float32") return toFloat32(x);
  return isBfloat16(x) ? x : (narrow({ x }, {})[0] as T);
}

/** x in float32: what is read out, and what is added up over many values. */
export function toFloat32<T extends Tensor>(x: T): T {
  return isBfloat16(x) ? (widen({ x }, {})[0] as T) : x;
}

/** Weights in the precision of the values that they meet. */
export const matching = <T extends Tensor>(weights: T, x: Tensor): T => inPrecision(weights, isBfloat16(x) ? "bfloat16" : "float32");

const narrow = defineKernel<"x", Record<string, never>>({
  name: "OmniferNarrow",
  fused: ({ x }) => runOp("Cast", { SrcT: type("float32"), DstT: type("bfloat16") }, [x]),
  composed: ({ x }) => [loadTensorFlow().tensor(Float32Array.from(x.dataSync(), rounded), x.shape, "float32")],
  gradient: ([dy]) => ({ x: () => toFloat32(dy!) }),
});

const widen = defineKernel<"x", Record<string, never>>({
  name: "OmniferWiden",
  fused: ({ x }) => runOp("Cast", { SrcT: type("bfloat16"), DstT: type("float32") }, [x]),
  composed: ({ x }) => [x.clone()],
  gradient: ([dy]) => ({ x: () => inPrecision(dy!, "bfloat16") }),
});

const bits = new Uint32Array(1);
const value = new Float32Array(bits.buffer);

/** The nearest bfloat16, of two equally near ones the even. */
function rounded(x: number): number {
  value[0] = x;
  if (Number.isFinite(x)) bits[0] = (bits[0]! + 0x7fff + ((bits[0]! >>> 16) & 1)) & 0xffff0000;
  return value[0]!;
}
