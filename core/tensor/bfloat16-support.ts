// Whether this machine computes bfloat16 by itself, and whether that is worth it: oneDNN also runs it on processors without, several
// times slower, and some that have the instruction (Sapphire Rapids with its tiles switched off) multiply in it at half the rate of float32.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { InputError } from "../errors.ts";
import type { Precision } from "../recipe.ts";
import { loadTensorFlow } from "./backend.ts";
import { inPrecision, toFloat32 } from "./bfloat16.ts";
import { biasedConvolution } from "./biased-convolution.ts";
import { convolution } from "./convolution.ts";
import { maxPool2x2 } from "./max-pool.ts";
import { isUsingGpu } from "./raw-op.ts";
import type { Tensor4D } from "./tensorflow.ts";

let isThere: boolean | undefined;

/** Whether the device that TensorFlow computes with has bfloat16; false where that cannot be known. Asked once. */
export function hasBfloat16(): boolean {
  isThere ??= loadTensorFlow().getBackend() === "tensorflow" && hasDeviceBfloat16() && areKernelsThere();
  return isThere;
}

const hasDeviceBfloat16 = (): boolean => (isUsingGpu() ? gpusHaveBfloat16(told("nvidia-smi", gpuQuestion)) : processorHasBfloat16());

/** @throws InputError when the machine lacks it */
export function requirePrecision(precision: Precision, isAvailable: () => boolean = hasBfloat16): void {
  if (precision === "float32" || isAvailable()) return;
  throw new InputError({
    file: "recipe",
    found: "bfloat16, which this machine does not compute in",
    expected: "float32; or bfloat16 on a processor with avx512_bf16 or amx_bf16, or on a GPU of compute capability 8.0 or later",
    mend: "Choose float32 as the precision, or run on such a machine.",
  });
}

let speed: number | undefined;

/** How many times as fast as in float32 a usual convolution is here; measured once, about a fifth of a second. */
export function bfloat16Speed(): number {
  speed ??= measureSpeed();
  return speed;
}

/** What a user should know before waiting for a task in this precision; null when there is nothing to say. */
export function precisionNote(precision: Precision, speedOf: () => number = bfloat16Speed): string | null {
  if (precision === "float32" || speedOf() >= 1) return null;
  return `Convolutions in bfloat16 run at ${speedOf().toFixed(2)} times the speed of float32 on this machine: float32 is quicker, and more exact.`;
}

/** @param text  of /proc/cpuinfo: "flags" on x86, "Features" on ARM */
export function cpuInfoHasBfloat16(text: string): boolean {
  const line = /^(?:flags|Features)\s*:(.*)$/m.exec(text)?.[1] ?? "";
  return line.split(" ").some((flag) => flag === "avx512_bf16" || flag === "amx_bf16" || flag === "bf16");
}

const gpuQuestion = ["--query-gpu=compute_cap", "--format=csv,noheader"];

/** @param text  compute capabilities, one GPU a line; all must be able, because which of them TensorFlow takes is not told */
export function gpusHaveBfloat16(text: string): boolean {
  const capabilities = text.trim().split(/\s+/).map(Number.parseFloat);
  return capabilities.every((capability) => capability >= 8);
}

function processorHasBfloat16(): boolean {
  if (process.platform === "darwin") return told("sysctl", ["-n", "hw.optional.arm.FEAT_BF16"]).trim() === "1";
  if (process.platform !== "linux") return false;
  return cpuInfoHasBfloat16(readFileSync("/proc/cpuinfo", "utf8"));
}

/** What a program answers; nothing when it is not there. */
function told(program: string, programArguments: string[]): string {
  try {
    return execFileSync(program, programArguments, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], timeout: 10_000 });
  } catch {
    return "";
  }
}

/** What all networks are made of. */
function areKernelsThere(): boolean {
  const tf = loadTensorFlow();
  try {
    tf.tidy(() => {
      const x = inPrecision(tf.ones([1, 4, 4, 8]) as Tensor4D, "bfloat16");
      const y = maxPool2x2(biasedConvolution(x, tf.ones([3, 3, 8, 8]), tf.ones([8]), "relu"));
      toFloat32(y).dataSync();
    });
    return true;
  } catch {
    return false; // not in this build of TensorFlow
  }
}

function measureSpeed(): number {
  const sides = { float32: convolve("float32", 8, 128), bfloat16: convolve("bfloat16", 8, 128) };
  const least = { float32: Number.POSITIVE_INFINITY, bfloat16: Number.POSITIVE_INFINITY };
  const turns = 6; // the first of each also compiles its kernel; other programs only lengthen a turn, so the shortest counts
  for (let turn = 0; turn < turns; turn++) {
    for (const precision of ["float32", "bfloat16"] as const) least[precision] = Math.min(least[precision], sides[precision]());
  }
  return least.float32 / least.bfloat16;
}

/** Milliseconds of a 3x3 convolution of [count, 28, 28, channels]. */
function convolve(precision: Precision, count: number, channels: number): () => number {
  const tf = loadTensorFlow();
  return () =>
    tf.tidy(() => {
      const x = inPrecision(tf.ones([count, 28, 28, channels]) as Tensor4D, precision);
      const filter = inPrecision(tf.ones([3, 3, channels, channels]) as Tensor4D, precision);
      const begun = performance.now();
      const y = convolution(x, filter, { stride: 1, padding: 1 });
      toFloat32(y).max().dataSync(); // a GPU has not begun before something is read
      return performance.now() - begun;
    });
}
